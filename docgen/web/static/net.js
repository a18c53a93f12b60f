// To the server and back.

const csrf = document.querySelector('meta[name="csrf"]')?.content ?? "";
const PATIENCE = 20_000;
/** Milliseconds without even a ping after which the connection counts as lost: two pings and a half. */
const SILENCE = 40_000;
const OPENED = "docgen:opened";

/** {status, data}; status 0 where the server was not reached. */
export async function post(path, body) {
  return ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Docgen": csrf },
    body: JSON.stringify(body),
  });
}

export async function get(path) {
  return ask(path, {});
}

async function ask(path, how) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(path, { ...how, signal: stop.signal, credentials: "same-origin", cache: "no-store" });
    return { status: answer.status, data: await answer.json().catch(() => null) };
  } catch {
    return { status: 0, data: null };
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the same again may be answered otherwise: not reached, busy, or not let in for now. */
export function passing(status) {
  return status === 0 || status >= 500 || [401, 403, 408, 421, 425, 429].includes(status);
}

/** Milliseconds to wait before try number `failures` + 1, never the same for all browsers. */
export function pause(failures) {
  return Math.min(500 * 2 ** failures, 15_000) * (0.5 + Math.random() / 2);
}

/** Follow the events of `path`: `heard`: name → what takes the data; `state(connected, status)`. */
export function follow(path, heard, state) {
  let source = null;
  let failures = 0;
  let watch = 0;
  let timer = 0;

  const alive = () => {
    failures = 0;
    clearTimeout(watch);
    watch = setTimeout(again, SILENCE);
  };

  const open = () => {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(path);
    for (const name of [...Object.keys(heard), "ping"]) {
      source.addEventListener(name, (event) => {
        alive();
        state(true);
        heard[name]?.(JSON.parse(event.data));
      });
    }
    source.onopen = alive;
    source.onerror = () => {
      state(false);
      // A browser gives up by itself where the server answered with an error.
      again();
    };
  };

  const again = async () => {
    clearTimeout(watch);
    clearTimeout(timer);
    source?.close();
    const wait = pause(failures);
    failures += 1;
    timer = setTimeout(async () => {
      const { status } = await get("/board");
      state(false, status);
      if (status === 200) open();
      else again();
    }, wait);
  };

  addEventListener("online", () => {
    failures = 0;
    again();
  });
  addEventListener("storage", (event) => {
    // The address was opened again in another tab, which has a cookie that is good.
    if (event.key !== OPENED) return;
    failures = 0;
    again();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && source?.readyState !== EventSource.OPEN) again();
  });
  try {
    localStorage.setItem(OPENED, String(Date.now()));
  } catch {
    // The others find out by themselves, later.
  }
  open();
}
