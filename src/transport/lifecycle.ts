/**
 * Turns what page and network tell about themselves into hints to look after the line. They hasten a look and never set truth: `online` lies
 * behind a captive portal. `slept` says that the page or the network was away in between, so that a poll under way may be dead.
 */
export const watchLifecycle = (targets: readonly EventTarget[], hint: (slept: boolean) => void): (() => void) => {
  let slept = false;
  const away = (): void => {
    slept = true;
  };
  const back = ({ target, type }: Event): void => {
    // Also a hidden page is resumed.
    if (type === 'visibilitychange' && (target as { visibilityState?: string } | null)?.visibilityState === 'hidden')
      return;
    const was = slept;
    slept = false;
    hint(was);
  };
  const each = (act: (target: EventTarget, type: string, listener: (event: Event) => void) => void): void => {
    for (const target of targets) {
      for (const type of ['offline', 'freeze', 'pagehide']) act(target, type, away);
      for (const type of ['online', 'resume', 'pageshow', 'visibilitychange']) act(target, type, back);
    }
  };
  each((target, type, listener) => target.addEventListener(type, listener));
  return () => each((target, type, listener) => target.removeEventListener(type, listener));
};
