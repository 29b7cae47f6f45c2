/** `yyyy-MM-dd HH:mm:ss.SSSZ`, the format of the undamaged samples; always in UTC. */
export function wireTime(time: number): string {
  const date = new Date(time);
  const iso = Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
  return `${iso.slice(0, -1).replace('T', ' ')}+0000`;
}
