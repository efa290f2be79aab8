import { useEffect, useState } from "react";
import type { Scanned } from "./scanned";

const KEY = "oversold.scans";

/** What was scanned so far outlives a reload: half a pallet is not scanned twice. */
export function useScans() {
  const [scans, setScans] = useState<readonly Scanned[]>(remembered);
  useEffect(() => {
    try {
      if (scans.length > 0) sessionStorage.setItem(KEY, JSON.stringify(scans));
      else sessionStorage.removeItem(KEY);
    } catch {
      // Storage is blocked: it lasts as long as the page.
    }
  }, [scans]);
  return [scans, setScans] as const;
}

function remembered(): Scanned[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isScanned) : [];
  } catch {
    return [];
  }
}

const isScanned = (value: unknown): value is Scanned =>
  typeof value === "object" &&
  value !== null &&
  "code" in value &&
  typeof value.code === "string" &&
  "quantity" in value &&
  typeof value.quantity === "number" &&
  value.quantity > 0;
