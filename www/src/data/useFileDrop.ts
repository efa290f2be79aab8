import { useEffect, useState } from "react";

/** Files may be dropped anywhere on the page; true while some hang over it. */
export function useFileDrop(onFiles: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const stopping = new AbortController();
    const { signal } = stopping;
    const brings = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const over = (event: DragEvent) => {
      if (!brings(event)) return;
      // Without it the browser would leave the page and open the file.
      event.preventDefault();
      setOver(true);
    };
    window.addEventListener("dragenter", over, { signal });
    window.addEventListener("dragover", over, { signal });
    window.addEventListener("dragleave", (event) => event.relatedTarget === null && setOver(false), { signal });
    window.addEventListener(
      "drop",
      (event) => {
        setOver(false);
        if (!brings(event) || event.defaultPrevented) return;
        event.preventDefault();
        if (event.dataTransfer) void filesOf(event.dataTransfer).then((files) => files.length > 0 && onFiles(files));
      },
      { signal },
    );
    return () => stopping.abort();
  }, [onFiles]);
  return isOver;
}

/** A folder is the files in it. What was dropped is asked for at once: after the event the browser forgets it. */
function filesOf({ items, files }: DataTransfer): Promise<readonly File[]> {
  const plain = [...files];
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return entries.some((entry) => entry.isDirectory) ? filesIn(entries) : Promise.resolve(plain);
}

async function filesIn(entries: readonly FileSystemEntry[]): Promise<File[]> {
  const files: File[] = [];
  for (const entry of entries) {
    if (entry.isFile) files.push(await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)));
    else files.push(...(await filesIn(await entriesIn((entry as FileSystemDirectoryEntry).createReader()))));
  }
  return files;
}

/** They come in parts; an empty one is the last. */
async function entriesIn(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
  return part.length === 0 ? [] : [...part, ...(await entriesIn(reader))];
}
