import { Database } from "lucide-react";
import { useCallback, useState } from "react";
import { Button } from "react-aria-components";
import type { BackOffice } from "../host/backOffice";
import styles from "./Data.module.css";
import { DataDialog } from "./DataDialog";
import { useFileDrop } from "./useFileDrop";
import { usePages } from "./usePages";
import { words } from "./words";

/** The way to the data: a button, and the whole page as a place to drop a file. */
export function DataIn({ office, sample }: { office: BackOffice; sample: string }) {
  const [isOpen, setOpen] = useState(false);
  const [dropped, setDropped] = useState<readonly File[]>([]);
  const pages = usePages(office);
  const isOver = useFileDrop(
    useCallback((files: readonly File[]) => {
      setDropped(files);
      setOpen(true);
    }, []),
  );
  const close = () => {
    setOpen(false);
    setDropped([]);
  };
  return (
    <>
      <Button className="button quiet icon" aria-label={words.button} onPress={() => setOpen(true)}>
        <Database size={17} aria-hidden />
      </Button>
      {isOver && !isOpen && (
        <div className={styles.veil}>
          <p>{words.load.drop}</p>
        </div>
      )}
      <DataDialog office={office} sample={sample} pages={pages} dropped={dropped} isOpen={isOpen} onClose={close} />
    </>
  );
}
