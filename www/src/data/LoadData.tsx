import { FileUp } from "lucide-react";
import { useEffect } from "react";
import { Button, DropZone, FileTrigger, Text, type DropItem } from "react-aria-components";
import { Progressing } from "../app/Loading";
import { findingsOf, problemOf } from "../engine/problem";
import type { Restored } from "../host/backUp";
import { Comparison } from "./Comparison";
import { Contradictions } from "./Contradictions";
import styles from "./Data.module.css";
import { FindingsTable } from "./FindingsTable";
import { type Counts, useLoad } from "./useLoad";
import { words } from "./words";

interface Props {
  /** Where the sample is. */
  sample: string;
  /** What is here now; null: nothing that can be read. */
  here: Counts | null;
  install(restored: Restored): Promise<void>;
  /** Dropped somewhere on the page. */
  dropped: File | null;
}

export function LoadData({ sample, here, install, dropped }: Props) {
  const { state, readFile, readSample, cancel, again, install: replace } = useLoad(sample, install);
  const text = words.load;

  useEffect(() => {
    if (dropped) void readFile(dropped);
  }, [dropped, readFile]);

  if (state.step === "reading") {
    return (
      <div className={styles.step}>
        <Progressing label={text.reading(state.name)} progress={state.progress} />
        <Button className="button" onPress={cancel} autoFocus>
          {text.cancel}
        </Button>
      </div>
    );
  }
  if (state.step === "refused") {
    const { findings, count } = findingsOf(state.error);
    const { title, detail, advice } = problemOf(state.error);
    return (
      <div className={styles.step} role="alert">
        <h3>{findings.length > 0 ? text.refused(state.name) : title}</h3>
        {findings.length > 0 ? <p>{text.refusedAbout}</p> : <p>{advice}</p>}
        {findings.length > 0 ? <FindingsTable findings={findings} count={count} /> : <p className={styles.said}>{detail}</p>}
        <Button className="button" onPress={again} autoFocus>
          {text.another}
        </Button>
      </div>
    );
  }
  if (state.step === "ready") {
    return (
      <div className={styles.step}>
        <h3>{text.ready(state.name)}</h3>
        {here && <p>{text.replaces}</p>}
        <Comparison here={here} there={state.candidate.counts} />
        <Contradictions of={state.candidate.contradictions} />
        <div className={styles.buttons}>
          <Button className="button primary" onPress={() => void replace()} autoFocus>
            {here ? text.replace : text.begin}
          </Button>
          <Button className="button" onPress={again}>
            {text.another}
          </Button>
        </div>
      </div>
    );
  }

  const dropFirst = async (items: DropItem[]) => {
    const file = items.find((item) => item.kind === "file");
    if (file) void readFile(await file.getFile());
  };
  return (
    <DropZone className={styles.drop ?? ""} onDrop={({ items }) => void dropFirst(items)} aria-label={text.drop}>
      <FileUp size={22} aria-hidden />
      <Text slot="label">{text.drop}</Text>
      <span className={styles.soft}>{text.kinds}</span>
      <div className={styles.buttons}>
        <FileTrigger
          acceptedFileTypes={[".json", ".gz", ".zip", ".bin", "application/json", "application/gzip", "application/zip"]}
          onSelect={(files) => files?.[0] && void readFile(files[0])}
        >
          <Button className="button">{text.choose}</Button>
        </FileTrigger>
        <Button className="button quiet" onPress={() => void readSample()}>
          {text.sample}
        </Button>
      </div>
      <p className={styles.said} aria-live="polite">
        {state.step === "done" ? text.done : state.cancelled ? text.cancelled : text.lookFirst}
      </p>
    </DropZone>
  );
}
