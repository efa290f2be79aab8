/** One contender through one part of the work, in a process (or page) of its own. Knows neither Node nor a page. */
import { ofOutcome, ofPage, ofRows } from "./checksum.mjs";

const OPTIONS = { locale: "en" };
const FIRST = { limit: 50 };
/** How long a contender may go on receiving; those that need seconds for each are asked less often, and the table says so. */
const PATIENCE_MS = 20_000;
/** After how many receipts the reports are compared. */
const COMPARED = 3;

/**
 * `input`: `bytes()` of the snapshot, `questions`; `here`: `now`, `collect` (garbage), `heapBytes`, and, where it can
 * keep it, `keep`, which is told what is found so far.
 * Answers times in ms, checksums, and bytes of memory.
 */
export async function measure(contender, part, input, here) {
  const run = new Run(contender, here);
  await contender.start();
  if (part === "json") await json(run, input);
  else if (part === "columns") await columns(run, input);
  else if (part === "image") await image(run, input);
  else if (part === "stream") await stream(run, input);
  else if (part === "rows") await rows(run, input);
  else throw new Error(`no part is called ${part}`);
  return run.found;
}

class Run {
  found = { ms: {}, sums: {}, memory: {}, notes: {} };

  constructor(contender, here) {
    this.contender = contender;
    this.here = here;
  }

  async time(name, work) {
    const start = this.here.now();
    const result = await work();
    this.found.ms[name] = this.here.now() - start;
    return result;
  }

  /** As `time`, for what is not asked for asynchronously: an `await` costs more than some questions. */
  timeSync(name, work) {
    const start = this.here.now();
    const result = work();
    this.found.ms[name] = this.here.now() - start;
    return result;
  }

  /** The answer's checksum: each question ends with it, and is kept from there on. */
  sum(name, value) {
    this.found.sums[name] = value;
    this.here.keep?.(this.found);
  }

  async memory(name, inventory) {
    await this.here.collect();
    this.found.memory[name] = this.here.heapBytes() + (inventory.engineBytes ?? 0);
  }
}

async function json(run, { bytes, questions }) {
  const { contender } = run;
  let inventory = await load(run, "jsonLoad", bytes(), contender.fromJson);
  filters(run, inventory, questions.bySource);
  sorts(run, inventory, questions.sorts);
  search(run, inventory, questions.searches);
  preview(run, inventory, questions.preview);
  out(run, inventory);
  await run.memory("loaded", inventory);
  await receive(run, inventory, questions);
  await inventory.dispose();
  inventory = null;
  await run.here.collect();
  // A second load: the process is warm, and nothing of this inventory is worked out yet.
  inventory = await contender.fromJson(bytes(), OPTIONS);
  const columns = await run.time("report", () => inventory.columns());
  run.sum("report", ofRows(inventory.rowsOf(columns)));
}

async function load(run, name, source, from) {
  const [inventory, page] = await run.time(name, async () => {
    const inventory = await from(source, OPTIONS);
    return [inventory, await inventory.report(FIRST)];
  });
  run.sum(name, ofPage(page));
  return inventory;
}

function filters(run, inventory, queries) {
  const sums = [];
  const times = queries.map((query) => {
    const page = run.timeSync("filterSort", () => inventory.report(query));
    sums.push(ofPage(page));
    return run.found.ms.filterSort;
  });
  run.found.ms.filterSortFirst = times.shift();
  run.found.ms.filterSort = quantile(times, 0.5);
  run.sum("filterSort", sums.join(" "));
}

function sorts(run, inventory, queries) {
  for (const query of queries) {
    const [{ by }] = query.sort;
    const why = run.contender.notRun[`sort.${by}`];
    if (why !== undefined) continue;
    const page = run.timeSync(`sort.${by}`, () => inventory.report(query));
    run.sum(`sort.${by}`, ofPage(page));
    again(run, `sortAgain.${by}`, () => inventory.report(query));
  }
}

function search(run, inventory, queries) {
  const pages = run.timeSync("search", () => queries.map((query) => inventory.report(query)));
  run.sum("search", pages.map(ofPage).join(" "));
}

function preview(run, inventory, commands) {
  const outcome = run.timeSync("preview", () => inventory.decide(commands));
  run.sum("preview", ofOutcome(outcome));
}

/** The whole report, in the two forms in which it leaves; asked before, so that only the way out counts. */
function out(run, inventory) {
  inventory.report({ limit: 1_000_000 });
  const { rows } = again(run, "rowsOut", () => inventory.report({ limit: 1_000_000 }));
  run.sum("rowsOut", ofRows(rows));
  const columns = again(run, "columnsOut", () => inventory.columns());
  run.sum("columnsOut", ofRows(inventory.rowsOf(columns)));
}

/** The rows alone, for what has nothing else; the columns that others have are compared with them too. */
async function rows(run, { bytes }) {
  const inventory = await run.contender.fromJson(bytes());
  inventory.rows();
  run.sum("rowsOut", ofRows(again(run, "rowsOut", () => inventory.rows())));
  run.found.ms.columnsOut = run.found.ms.rowsOut;
  run.found.notes.columnsOut = "its rows";
  inventory.dispose();
}

/** The median of five times. */
function again(run, name, ask) {
  let answer;
  const times = Array.from({ length: 5 }, () => {
    answer = run.timeSync(name, ask);
    return run.found.ms[name];
  });
  run.found.ms[name] = quantile(times, 0.5);
  return answer;
}

async function receive(run, inventory, { receive, window }) {
  const times = [];
  const sums = [];
  const begun = run.here.now();
  for (const command of receive) {
    const start = run.here.now();
    const outcome = inventory.apply(command);
    const page = inventory.report(window);
    times.push(run.here.now() - start);
    if (times.length <= COMPARED) sums.push(ofOutcome(outcome), ofPage(page));
    if (times.length === COMPARED) sums.push(ofRows(inventory.rowsOf(inventory.columns())));
    if (run.here.now() - begun > PATIENCE_MS && times.length >= COMPARED) break;
  }
  run.found.ms.receiveP50 = quantile(times, 0.5);
  run.found.ms.receiveP99 = quantile(times, 0.99);
  run.sum("receive", sums.join(" "));
  if (times.length === receive.length) run.sum("receivedAll", ofRows(inventory.rowsOf(inventory.columns())));
  else run.found.notes.receive = `${times.length} of ${receive.length} receipts`;
}

async function columns(run, { bytes }) {
  const { contender } = run;
  if (contender.fromColumns === undefined) return;
  let prepared = contender.prepareColumns(JSON.parse(new TextDecoder().decode(bytes())));
  await run.here.collect();
  const inventory = await load(run, "columnsLoad", prepared, contender.fromColumns);
  prepared = null;
  await inventory.dispose();
}

async function image(run, { bytes }) {
  const { contender } = run;
  if (contender.fromImage === undefined) return;
  let inventory = await contender.fromJson(bytes(), OPTIONS);
  const image = inventory.image();
  await inventory.dispose();
  await run.here.collect();
  inventory = await load(run, "imageLoad", image, contender.fromImage);
  run.found.memory.image = image.length;
  await inventory.dispose();
}

/** What memory a streamed load takes at most, and in the end. */
async function stream(run, { stream }) {
  const { contender } = run;
  if (contender.load === undefined) return;
  let peak = 0;
  const watch = () => {
    peak = Math.max(peak, run.here.residentBytes());
  };
  const timer = setInterval(watch, 20);
  const before = run.here.residentBytes();
  const inventory = await run.time("streamLoad", () => contender.load(stream(), OPTIONS));
  watch();
  clearInterval(timer);
  await run.here.collect();
  run.found.memory.streamPeak = Math.max(peak, run.here.peakBytes()) - before;
  run.found.memory.streamEnd = run.here.residentBytes() - before;
  await inventory.dispose();
}

function quantile(values, share) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
