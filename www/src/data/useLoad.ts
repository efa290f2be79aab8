import type { Finding, Inventory } from "oversold";
import type { InventoryClient } from "oversold/worker";
import { useCallback, useEffect, useRef, useState } from "react";
import { isPacked, type Restored, unpacked } from "../host/backUp";
import { inventoryOf } from "../host/engine";
import { download, load, type Loaded, type Progress, type Watching } from "../host/loading";
import { words } from "./words";

/** How much there is of what: enough to tell one inventory from another. */
export type Counts = Record<keyof typeof words.load.counts, number>;

/** What is in a file. */
export interface Contents {
  counts: Counts;
  /** Where it contradicts itself: it can be loaded all the same. */
  contradictions: Finding[];
}

export interface Candidate extends Contents {
  restored: Restored;
}

export type Load =
  | { step: "idle"; cancelled: boolean }
  | { step: "reading"; name: string; progress: Progress | null }
  | { step: "refused"; name: string; error: unknown }
  | { step: "ready"; name: string; candidate: Candidate }
  | { step: "done" };

const IDLE: Load = { step: "idle", cancelled: false };

/** Looks into a file, or the sample; nothing is replaced before `install`. */
export function useLoad(sample: string, install: (restored: Restored) => Promise<void>) {
  const [state, setState] = useState<Load>(IDLE);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const begin = useCallback(async (name: string, read: (watching: Watching) => Promise<Candidate>) => {
    running.current?.abort();
    const { signal } = (running.current = new AbortController());
    const set = (next: Load) => signal.aborted || setState(next);
    set({ step: "reading", name, progress: null });
    try {
      set({ step: "ready", name, candidate: await read({ signal, onProgress: (progress) => set({ step: "reading", name, progress }) }) });
    } catch (error) {
      set({ step: "refused", name, error });
    }
  }, []);

  return {
    state,
    readFile: useCallback((file: File) => begin(file.name, (watching) => candidateIn(file, watching)), [begin]),
    readSample: useCallback(() => begin(words.load.sampleName, (watching) => candidateAt(sample, watching)), [begin, sample]),
    cancel: useCallback(() => {
      running.current?.abort();
      setState({ step: "idle", cancelled: true });
    }, []),
    again: useCallback(() => setState(IDLE), []),
    install: useCallback(async () => {
      if (state.step !== "ready") return;
      try {
        await install(state.candidate.restored);
        setState({ step: "done" });
      } catch (error) {
        setState({ step: "refused", name: state.name, error });
      }
    }, [install, state]),
  };
}

async function candidateAt(url: string, watching: Watching): Promise<Candidate> {
  return candidateOf(await download(url, watching, askContents));
}

async function candidateIn(file: File, watching: Watching): Promise<Candidate> {
  if (!(await isPacked(file))) return candidateOf(await load(file, file.size, watching, askContents));
  const restored = await unpacked(file);
  const inventory = inventoryOf(restored);
  const candidate = { restored, counts: countsOf(inventory), contradictions: inventory.check() };
  inventory.dispose();
  return candidate;
}

function candidateOf({ image, found }: Loaded<Contents>): Candidate {
  return { restored: { images: [image], events: [] }, ...found };
}

const ONE = { limit: 1 };

export function countsOf(inventory: Inventory): Counts {
  const { rows, items } = inventory.totals();
  return {
    short: rows,
    items,
    orders: inventory.orders(ONE).total,
    purchaseOrders: inventory.purchaseOrders(ONE).total,
    transfers: inventory.transfers(ONE).total,
    commands: inventory.history(ONE).total,
  };
}

async function askContents(inventory: InventoryClient): Promise<Contents> {
  const { rows, items } = await inventory.totals();
  const pages = await Promise.all([inventory.orders(ONE), inventory.purchaseOrders(ONE), inventory.transfers(ONE), inventory.history(ONE)]);
  const [orders, purchaseOrders, transfers, commands] = pages.map(({ total }) => total) as [number, number, number, number];
  return { counts: { short: rows, items, orders, purchaseOrders, transfers, commands }, contradictions: await inventory.check() };
}
