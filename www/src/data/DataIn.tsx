import { Database } from "lucide-react";
import { useCallback, useState } from "react";
import { Button } from "react-aria-components";
import type { BackOffice } from "../host/backOffice";
import styles from "./Data.module.css";
import { DataDialog } from "./DataDialog";
import { useFileDrop } from "./useFileDrop";
import { words } from "./words";

/** The way to the data: a button, and the whole page as a place to drop a file. */
export function DataIn({ office, sample }: { office: BackOffice; sample: string }) {
  const [isOpen, setOpen] = useState(false);
  const [dropped, setDropped] = useState<File | null>(null);
  const isOver = useFileDrop(
    useCallback((file: File) => {
      setDropped(file);
      setOpen(true);
    }, []),
  );
  const close = () => {
    setOpen(false);
    setDropped(null);
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
      <DataDialog office={office} sample={sample} dropped={dropped} isOpen={isOpen} onClose={close} />
    </>
  );
}
