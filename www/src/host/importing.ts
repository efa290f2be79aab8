/** From elsewhere: spreadsheets, and what Lightspeed's APIs answered. Their WebAssembly is loaded when the first such file is read. */
import type { LightspeedOptions } from "oversold/lightspeed";
import type { CsvFile, CsvMapping, CsvOptions, ImportWarning } from "oversold/spreadsheet";
import type { Intent } from "./backOffice";
import type { Contents } from "./contents";
import type { Watching } from "./loading";
import type { Image } from "./storage";
import { inWorker } from "./tasks";

/** What a file is: by its content, and a spreadsheet by the end of its name. */
export type Kind = "inventory" | "backUp" | "workbook" | "spreadsheet" | "lightspeed";

/** A file, or one that was packed in it. */
export interface Sorted {
  file: File;
  kind: Kind;
}

export type Taken =
  | { kind: "inventory"; file: File }
  | { kind: "backUp"; file: File }
  | { kind: "spreadsheet"; files: File[] }
  | { kind: "lightspeed"; files: File[] };

/** Files that cannot be taken in together, or not at all. */
export class FilesError extends Error {
  constructor(
    /** mixed: of several kinds; several: snapshots or back-ups, of which one is taken at a time; workbook: of a spreadsheet program's own kind. */
    readonly code: "mixed" | "several" | "workbook",
    readonly files: readonly Sorted[],
  ) {
    super(`these files cannot be taken in: ${code}`);
    this.name = "FilesError";
  }
}

/** What was dropped: one inventory, or any number of files of one kind. */
export async function sortFiles(files: readonly File[], watching: Watching): Promise<Taken> {
  const sorted = await inWorker("sort", files, watching);
  const [first] = sorted;
  if (!first) throw new FilesError("mixed", sorted);
  if (sorted.some(({ kind }) => kind === "workbook")) throw new FilesError("workbook", sorted);
  if (sorted.some(({ kind }) => kind !== first.kind)) throw new FilesError("mixed", sorted);
  const { kind, file } = first;
  if (kind === "spreadsheet" || kind === "lightspeed") return { kind, files: sorted.map(({ file }) => file) };
  if (sorted.length > 1 || kind === "workbook") throw new FilesError("several", sorted);
  return { kind, file };
}

/** What files say, ready to take the place of what is here. */
export interface Imported extends Contents {
  image: Image;
  warnings: ImportWarning[];
}

/** What a later batch changes; the contents are those afterwards. */
export interface Merged extends Contents {
  /** Null: nothing. */
  intent: Intent | null;
  warnings: ImportWarning[];
}

/** Bodies of Lightspeed's: any number of pages, in any order, and what no field of theirs says. */
export interface Bodies {
  files: readonly File[];
  options: LightspeedOptions;
}

export const readBodies = (bodies: Bodies, watching: Watching): Promise<Imported> => inWorker("readBodies", bodies, watching);

/**
 * The same as a later batch. `known`: the pages that what is here was made of, as far as they are at hand; a refund finds its
 * sale in them. `image`: what is here.
 */
export const mergeBodies = (given: Bodies & { known: readonly File[]; image: Uint8Array }, watching: Watching): Promise<Merged> =>
  inWorker("mergeBodies", given, watching, [given.image.buffer]);

/** A file, and which table it is; null: it is left out, undefined: still to be guessed. */
export interface Sheet {
  file: File;
  table: CsvFile | null | undefined;
}

export interface MappedSheet {
  file: File;
  table: CsvFile | null;
  /** Null where the file is left out, or cannot be read. */
  mapping: CsvMapping | null;
  problem: string | null;
}

export interface Mapped {
  sheets: MappedSheet[];
  /** Where none was stated and the dates are not ISO: the ways of writing them that fit. */
  dateFormats: string[];
}

/** The ways in which dates are written, beside ISO's. */
export const dateFormats = ["DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "DD-MM-YYYY", "YYYY/MM/DD", "DD.MM.YY", "DD/MM/YY", "MM/DD/YY"];

/** How files are read. Dates without an offset are this browser's. */
export const sheetOptions = (options: CsvOptions): CsvOptions => ({ utcOffset: standardOffset(), ...options });

export const readSheets = (given: { sheets: readonly Sheet[]; options: CsvOptions }, watching: Watching): Promise<Imported> =>
  inWorker("readSheets", given, watching);

/** A file to fill in. */
export const template = (table: CsvFile): Promise<string> => inWorker("template", table);

/** Of the winter: a day at midnight is then the same day in summer too. */
function standardOffset(): string {
  const year = new Date().getFullYear();
  const minutes = Math.min(...[0, 6].map((month) => -new Date(year, month, 1).getTimezoneOffset()));
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}
