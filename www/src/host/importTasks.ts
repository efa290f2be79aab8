/** The worker's side of imports. The package's imports, with their WebAssembly, are loaded by the first of them. */
import { Inventory, InventoryError, init } from "oversold";
import type { CsvFile, CsvFiles, CsvMapping, CsvOptions } from "oversold/spreadsheet";
import type { Intent } from "./backOffice";
import { contentsOf } from "./contents";
import { type Bodies, dateFormats, type Imported, type Mapped, type MappedSheet, type Merged, type Sheet, type Sorted } from "./importing";
import type { Progress } from "./loading";
import { bodiesIn, bytesOf, told, unfolded } from "./sorting";
import { guessTable } from "./tables";

type Tell = (progress: Progress) => void;

async function lightspeed() {
  const [entry] = await Promise.all([import("oversold/lightspeed"), init()]);
  await entry.init();
  return entry;
}

async function spreadsheet() {
  const [entry] = await Promise.all([import("oversold/spreadsheet"), init()]);
  await entry.init();
  return entry;
}

const sizeOf = (files: readonly File[]) => files.reduce((size, file) => size + file.size, 0);

export const importTasks = {
  async sort(files: readonly File[], tell: Tell): Promise<Sorted[]> {
    const total = sizeOf(files);
    const found = [];
    let received = 0;
    for (const file of files) {
      found.push(...(await unfolded(file)));
      tell({ received: (received += file.size), total });
    }
    return told(found);
  },

  async readBodies({ files, options }: Bodies, tell: Tell): Promise<Imported> {
    const { LightspeedReader } = await lightspeed();
    const reader = new LightspeedReader(options);
    await addAll(reader, files, sizeOf(files), tell);
    const json = reader.json();
    const warnings = reader.warnings();
    reader.dispose();
    return { ...imported(Inventory.fromJson(json)), warnings };
  },

  async mergeBodies({ known, files, options, image }: Bodies & { known: readonly File[]; image: Uint8Array }, tell: Tell): Promise<Merged> {
    const { LightspeedReader } = await lightspeed();
    const reader = new LightspeedReader(options);
    const total = sizeOf([...known, ...files]);
    await addAll(reader, known, total, tell);
    // Handed out: what follows is what changed since.
    if (known.length > 0) reader.json();
    await addAll(reader, files, total, tell, sizeOf(known));
    const inventory = Inventory.fromBytes(image);
    const command = reader.merge({ id: crypto.randomUUID(), at: Date.now() }, inventory);
    const warnings = reader.warnings();
    reader.dispose();
    if (command === null) return { intent: null, warnings, ...contentsOf(inventory) };
    const outcome = inventory.apply(command);
    if (!outcome.ok) throw new InventoryError("invalidInput", outcome.refusal.message);
    const { id: _id, at: _at, by: _by, ...intent } = command;
    return { intent: intent as Intent, warnings, ...contentsOf(inventory) };
  },

  async map({ sheets, options }: { sheets: readonly Sheet[]; options: CsvOptions }): Promise<Mapped> {
    const { csvMapping } = await spreadsheet();
    const mapped: MappedSheet[] = [];
    for (const { file, table: said } of sheets) {
      const bytes = await bytesOf(file);
      try {
        const table = said === undefined ? guessTable(file.name, (table) => csvMapping(table, bytes)) : said;
        mapped.push({ file, table, mapping: table && csvMapping(table, bytes, options), problem: null });
      } catch (thrown) {
        if (!(thrown instanceof InventoryError)) throw thrown;
        mapped.push({ file, table: said ?? null, mapping: null, problem: thrown.message });
      }
    }
    return { sheets: mapped, dateFormats: options.dateFormat ? [] : await fitting(mapped, options) };
  },

  async readSheets({ sheets, options }: { sheets: readonly Sheet[]; options: CsvOptions }): Promise<Imported> {
    const { fromCsv, csvMapping } = await spreadsheet();
    const files: CsvFiles = {};
    const names: Partial<Record<CsvFile, string>> = {};
    for (const { file, table } of sheets) {
      if (!table) continue;
      files[table] = await bytesOf(file);
      names[table] = file.name;
    }
    try {
      const { snapshot, warnings } = fromCsv(files, options);
      return { ...imported(Inventory.fromObjects(snapshot)), warnings };
    } catch (thrown) {
      if (!(thrown instanceof InventoryError)) throw thrown;
      throw inFile(thrown, names, (table) => csvMapping(table, files[table] ?? "", options));
    }
  },

  async template(table: CsvFile): Promise<string> {
    return (await spreadsheet()).csvTemplate(table);
  },
};

function imported(inventory: Inventory) {
  const made = { image: { revision: inventory.revision, bytes: inventory.toBytes() }, ...contentsOf(inventory) };
  inventory.dispose();
  return made;
}

interface Finding {
  path: string | null;
  message: string;
}

interface Reader {
  add(body: Uint8Array | Record<string, unknown>): void;
}

/** All of them, or which files are no bodies. */
async function addAll(reader: Reader, files: readonly File[], total: number, tell: Tell, before = 0): Promise<void> {
  const findings: Finding[] = [];
  let received = before;
  for (const file of files) {
    try {
      for (const body of bodiesIn(await bytesOf(file))) reader.add(body);
    } catch (thrown) {
      if (thrown instanceof InventoryError && thrown.code !== "invalidInput") throw thrown;
      const path = thrown instanceof InventoryError && thrown.path ? `${file.name}: ${thrown.path}` : file.name;
      findings.push({ path, message: thrown instanceof Error ? thrown.message : String(thrown) });
    }
    tell({ received: (received += file.size), total });
  }
  tell({ received, total: null });
  refuse(findings);
}

function refuse([first, ...findings]: readonly Finding[]): void {
  if (first) throw new InventoryError("invalidInput", first.message, first.path, { findings, count: findings.length + 1 });
}

/** ISO dates need none. */
const DATE_FORMATS = ["", ...dateFormats];
/** Enough rows to tell. */
const SAMPLE = 262_144;

/** Those that leave the fewest cells unread; none where that is ISO, or where there is no date. */
async function fitting(sheets: readonly MappedSheet[], options: CsvOptions): Promise<string[]> {
  const { fromCsv } = await spreadsheet();
  const files: CsvFiles = {};
  for (const { file, table, mapping } of sheets) {
    const isWhole = mapping?.fields.every(({ header, required }) => header !== null || !required);
    if (table && isWhole) files[table] = (await bytesOf(file)).subarray(0, SAMPLE);
  }
  const unread = (dateFormat: string): number => {
    try {
      fromCsv(files, { ...options, dateFormat: dateFormat || null });
      return 0;
    } catch (thrown) {
      if (thrown instanceof InventoryError && thrown.code === "invalidInput") return Number(thrown.details["count"] ?? 1);
      throw thrown;
    }
  };
  const unreadBy = DATE_FORMATS.map((format) => [format, unread(format)] as const);
  const fewest = Math.min(...unreadBy.map(([, count]) => count));
  const fit = unreadBy.filter(([, count]) => count === fewest).map(([format]) => format);
  return fit.includes("") ? [] : fit;
}

/** Findings by file, row and column, as a spreadsheet program shows them, instead of by table and field. */
function inFile(error: InventoryError, names: Partial<Record<CsvFile, string>>, map: (table: CsvFile) => CsvMapping): InventoryError {
  const mappings = new Map<CsvFile, CsvMapping>();
  const placed = ({ path, message }: Finding): Finding => {
    const [, table, row, field] = /^(\w+)(?:\[(\d+)\])?(?:\.(\w+))?$/.exec(path ?? "") ?? [];
    const name = names[table as CsvFile];
    if (!name) return { path, message };
    const mapping = mappings.get(table as CsvFile) ?? map(table as CsvFile);
    mappings.set(table as CsvFile, mapping);
    const column = mapping.fields.find((one) => one.field === field)?.header ?? null;
    const place = [name, row, column].filter((part) => part != null).join(" · ");
    return { path: place, message: message.replace(`row ${row}, column ${JSON.stringify(column)}: `, "") };
  };
  const { findings: further = [], count = 1 } = error.details as { findings?: Finding[]; count?: number };
  const { path, message } = placed(error);
  return new InventoryError(error.code, message, path, { ...error.details, findings: further.map(placed), count });
}
