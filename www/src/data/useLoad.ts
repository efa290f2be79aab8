import type { CsvOptions, ImportWarning } from "oversold/spreadsheet";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Intent } from "../host/backOffice";
import { type Restored, unpacked } from "../host/backUp";
import { askContents, type Contents, contentsOf, type Counts } from "../host/contents";
import { inventoryOf } from "../host/engine";
import { type Imported, mergeBodies, readBodies, readSheets, type Sheet, sheetOptions, sortFiles } from "../host/importing";
import { download, load, type Loaded, type Progress, type Watching } from "../host/loading";
import { connectionOf, serviceAt, workingSetOf } from "../host/service";
import type { Pages } from "./usePages";
import { words } from "./words";

/** Where a load goes. */
export interface Place {
  /** What is here now; null: nothing that can be read. */
  here: Counts | null;
  /** Takes the place of what is here. `pages`: those of Lightspeed's that it was made of. */
  install(restored: Restored, pages: Pages | null): Promise<void>;
  /** What a later batch of pages is added to; absent: nothing. */
  merging?: Merging;
}

export interface Merging {
  /** Pages that were loaded before, and are at hand. */
  known: Pages;
  image(): Uint8Array;
  merge(intent: Intent, pages: Pages): Promise<void>;
}

/** Spreadsheets, and how they are to be read. */
export interface Sheets {
  files: readonly Sheet[];
  options: CsvOptions;
}

/** Into the place of what is here, or added to it. */
export type Way = "replace" | "merge";

export interface Candidate extends Contents {
  /** What doing it takes; a merge of nothing new has nothing to do. */
  does: { way: "replace"; restored: Restored } | { way: "merge"; intent: Intent | null };
  warnings: readonly ImportWarning[];
  /** Lightspeed's: there is a choice of the way, and of what its pages do not say. */
  pages: Pages | null;
  /** Spreadsheets: there is a way back to how they were read. */
  sheets: Sheets | null;
}

export type Load =
  | { step: "idle"; cancelled: boolean }
  | { step: "reading"; name: string; progress: Progress | null }
  | { step: "refused"; name: string; error: unknown }
  | { step: "sheets"; sheets: Sheets; error: unknown }
  | { step: "ready"; name: string; candidate: Candidate }
  | { step: "done"; way: Way };

const IDLE: Load = { step: "idle", cancelled: false };

/** Looks into files, or the sample; nothing is changed here before `take`. */
export function useLoad(sample: string, place: Place) {
  const [state, setState] = useState<Load>(IDLE);
  const running = useRef<AbortController>(undefined);
  const latest = useRef(place);
  latest.current = place;
  useEffect(() => () => running.current?.abort(), []);

  const begin = useCallback(async (name: string, read: (watching: Watching) => Promise<Load>, refused?: (error: unknown) => Load) => {
    running.current?.abort();
    const { signal } = (running.current = new AbortController());
    const set = (next: Load) => signal.aborted || setState(next);
    set({ step: "reading", name, progress: null });
    try {
      set(await read({ signal, onProgress: (progress) => set({ step: "reading", name, progress }) }));
    } catch (error) {
      set(refused?.(error) ?? { step: "refused", name, error });
    }
  }, []);

  const readPages = useCallback(async (name: string, pages: Pages, way: Way, watching: Watching): Promise<Load> => {
    const { merging } = latest.current;
    if (way === "replace" || !merging) return ready(name, candidateOf(await readBodies(pages, watching), { pages }));
    const { intent, ...found } = await mergeBodies({ ...pages, known: merging.known.files, image: merging.image() }, watching);
    return ready(name, { ...found, does: { way: "merge", intent }, pages, sheets: null });
  }, []);

  return {
    state,
    readFiles: useCallback(
      (files: readonly File[]) => {
        const name = nameOf(files);
        return begin(name, async (watching) => {
          const taken = await sortFiles(files, watching);
          if (taken.kind === "inventory") return ready(name, await candidateIn(taken.file, watching));
          if (taken.kind === "backUp") return ready(name, await candidateInBackUp(taken.file));
          if (taken.kind === "lightspeed") {
            const { files, options } = latest.current.merging?.known ?? { files: [], options: {} };
            return readPages(name, { files: taken.files, options }, files.length > 0 ? "merge" : "replace", watching);
          }
          return { step: "sheets", sheets: { files: taken.files.map((file) => ({ file, table: undefined })), options: sheetOptions({}) }, error: null };
        });
      },
      [begin, readPages],
    ),
    readSample: useCallback(
      () => begin(words.load.sampleName, async (watching) => ready(words.load.sampleName, candidateFrom(await download(sample, watching, askContents)))),
      [begin, sample],
    ),
    /** The working set of a service, by its address. */
    readService: useCallback(
      (address: string) =>
        begin(address, async (watching) => {
          const service = serviceAt(address, document.baseURI);
          const loaded = await download(workingSetOf(service), watching, askContents);
          const restored = { images: [loaded.image], events: [], service: await connectionOf(service, loaded.image) };
          return ready(service.url, { ...candidateFrom(loaded), does: { way: "replace", restored } });
        }),
      [begin],
    ),
    changeSheets: useCallback((sheets: Sheets) => setState({ step: "sheets", sheets, error: null }), []),
    readSheets: useCallback(
      (sheets: Sheets) => {
        const name = nameOf(sheets.files.filter(({ table }) => table).map(({ file }) => file));
        const given = { sheets: sheets.files, options: sheets.options };
        return begin(
          name,
          async (watching) => ready(name, candidateOf(await readSheets(given, watching), { sheets })),
          (error) => ({ step: "sheets", sheets, error }),
        );
      },
      [begin],
    ),
    choose: useCallback(
      (pages: Pages, way: Way) => begin(nameOf(pages.files), (watching) => readPages(nameOf(pages.files), pages, way, watching)),
      [begin, readPages],
    ),
    cancel: useCallback(() => {
      running.current?.abort();
      setState({ step: "idle", cancelled: true });
    }, []),
    again: useCallback(() => setState(IDLE), []),
    take: useCallback(async () => {
      if (state.step !== "ready") return;
      const { does, pages } = state.candidate;
      try {
        if (does.way === "replace") await latest.current.install(does.restored, pages);
        else if (does.intent && pages) await latest.current.merging?.merge(does.intent, pages);
        setState({ step: "done", way: does.way });
      } catch (error) {
        setState({ step: "refused", name: state.name, error });
      }
    }, [state]),
  };
}

const nameOf = (files: readonly File[]): string => (files.length === 1 && files[0] ? files[0].name : words.load.files(files.length));

const ready = (name: string, candidate: Candidate): Load => ({ step: "ready", name, candidate });

const candidateIn = async (file: File, watching: Watching): Promise<Candidate> => candidateFrom(await load(file, file.size, watching, askContents));

async function candidateInBackUp(file: File): Promise<Candidate> {
  const restored = await unpacked(file);
  const inventory = inventoryOf(restored);
  const contents = contentsOf(inventory);
  inventory.dispose();
  return { ...contents, does: { way: "replace", restored }, warnings: [], pages: null, sheets: null };
}

const candidateFrom = ({ image, found }: Loaded<Contents>): Candidate => candidateOf({ image, ...found, warnings: [] });

function candidateOf({ image, ...found }: Imported, from: Partial<Pick<Candidate, "pages" | "sheets">> = {}): Candidate {
  return { pages: null, sheets: null, ...from, ...found, does: { way: "replace", restored: { images: [image], events: [] } } };
}
