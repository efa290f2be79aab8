import { FileUp } from "lucide-react";
import { Button, type DirectoryDropItem, DropZone, type DropItem, FileTrigger, Text } from "react-aria-components";
import styles from "./Data.module.css";
import { Templates } from "./Templates";
import { words } from "./words";

const KINDS = [".json", ".gz", ".zip", ".bin", ".csv", ".tsv", ".tab", ".txt", "application/json", "application/gzip", "application/zip", "text/csv"];

interface Props {
  /** What became of the last ones. */
  said: string;
  onFiles(files: readonly File[]): void;
  onSample(): void;
}

export function DropFiles({ said, onFiles, onSample }: Props) {
  const text = words.load;
  const take = async (items: Iterable<DropItem> | AsyncIterable<DropItem>) => {
    const files = await filesIn(items);
    if (files.length > 0) onFiles(files);
  };
  return (
    <DropZone className={styles.drop ?? ""} onDrop={({ items }) => void take(items)} aria-label={text.drop}>
      <FileUp size={22} aria-hidden />
      <Text slot="label">{text.drop}</Text>
      <span className={styles.soft}>{text.kinds}</span>
      <div className={styles.buttons}>
        <FileTrigger acceptedFileTypes={KINDS} allowsMultiple onSelect={(files) => files && onFiles([...files])}>
          <Button className="button">{text.choose}</Button>
        </FileTrigger>
        <Templates />
        <Button className="button quiet" onPress={onSample}>
          {text.sample}
        </Button>
      </div>
      <p className={styles.said} aria-live="polite">
        {said}
      </p>
    </DropZone>
  );
}

/** A folder is the files in it. */
async function filesIn(items: Iterable<DropItem> | AsyncIterable<DropItem>): Promise<File[]> {
  const files: File[] = [];
  for await (const item of items) {
    if (item.kind === "file") files.push(await item.getFile());
    if (item.kind === "directory") files.push(...(await filesIn((item as DirectoryDropItem).getEntries())));
  }
  return files;
}
