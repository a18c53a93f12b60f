// Time left, and time spent on an item.

/** Milliseconds of a local ISO moment of the meeting, whose offset is that of the server's `now`; NaN for a day alone. */
export function moment(text, now) {
  if (!text?.includes("T")) return NaN;
  const offset = /(?:Z|[+-]\d\d:\d\d)$/;
  return Date.parse(offset.test(text) ? text : text + (offset.exec(now)?.[0] ?? ""));
}

/** Milliseconds from which on no minutes are counted: the meeting is on another day. */
const FAR = 12 * 3600_000;

/** Of the meeting: {state: "until" | "left" | "over" | "", minutes}. */
export function timeLeft(board, now) {
  const start = moment(board.meeting.start, board.now);
  const end = moment(board.meeting.end, board.now);
  if (now < start && start - now < FAR) return { state: "until", minutes: Math.ceil((start - now) / 60_000) };
  if (Number.isNaN(end) || start - now >= FAR || now - end >= FAR) return { state: "", minutes: 0 };
  if (now <= end) return { state: "left", minutes: Math.ceil((end - now) / 60_000) };
  return { state: "over", minutes: Math.floor((now - end) / 60_000) };
}

/** Seconds for which an item was looked at. */
export function spent(board, key, now) {
  const since = key === board.focus && board.since ? Math.max(0, (now - Date.parse(board.since)) / 1000) : 0;
  return (board.spent?.[key] ?? 0) + since;
}

export function clockTime(now, board) {
  const offset = /(?:Z|([+-])(\d\d):(\d\d))$/.exec(board.now);
  const minutes = offset?.[1] ? (offset[1] === "-" ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) : 0;
  return new Date(now + minutes * 60_000).toISOString().slice(11, 16);
}
