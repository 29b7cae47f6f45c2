/** Indexes `from` to `to` of a session's log, both included. */
export interface IndexRange {
  readonly from: number;
  readonly to: number;
}

/** How many elements of a sorted list come before the first for which `reached` holds. */
export function lowerBound(length: number, reached: (position: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (reached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Takes `from` … `to` out of sorted, separate ranges. The same list when it touches none of them. */
export function without(ranges: readonly IndexRange[], from: number, to: number): readonly IndexRange[] {
  const at = (position: number) => ranges[position] as IndexRange;
  const first = lowerBound(ranges.length, (position) => at(position).to >= from);
  const next = lowerBound(ranges.length, (position) => at(position).from > to);
  if (first >= next) return ranges;
  const rest: IndexRange[] = [];
  if (at(first).from < from) rest.push({ from: at(first).from, to: from - 1 });
  if (at(next - 1).to > to) rest.push({ from: to + 1, to: at(next - 1).to });
  return [...ranges.slice(0, first), ...rest, ...ranges.slice(next)];
}
