/**
 * Whether the page's own scripts have run. While a page is being parsed, deferred and module scripts that follow ours are still to come, and may set what
 * cannot be an attribute: credentials, a transport. `retry` is called once when it is time.
 */
export function pageReady(retry: () => void): boolean {
  if (document.readyState === 'complete' || contentLoaded()) return true;
  document.addEventListener('DOMContentLoaded', retry, { once: true });
  return false;
}

/** `interactive` covers both sides of DOMContentLoaded: the navigation's timing tells them apart. */
function contentLoaded(): boolean {
  const [navigation] = performance.getEntriesByType(
    'navigation',
  ) as unknown as readonly Partial<PerformanceNavigationTiming>[];
  return (
    document.readyState === 'interactive' &&
    (navigation === undefined || (navigation.domContentLoadedEventStart ?? 1) > 0)
  );
}
