import { lazy, Suspense, useEffect } from "react";
import { Button } from "react-aria-components";
import { Progressing } from "../app/Loading";
import { findingsOf, problemOf } from "../engine/problem";
import { FilesError } from "../host/importing";
import styles from "./Data.module.css";
import { DropFiles } from "./DropFiles";
import { FindingsTable } from "./FindingsTable";
import { Ready } from "./Ready";
import { ServiceField } from "./ServiceField";
import { type Place, useLoad } from "./useLoad";
import { words } from "./words";

// Few mornings bring a spreadsheet.
const SheetsStep = lazy(() => import("./SheetsStep"));

interface Props {
  /** Where the sample is. */
  sample: string;
  place: Place;
  /** Dropped somewhere on the page. */
  dropped: readonly File[];
}

/** From a file to an inventory: what is in it is shown first. */
export function LoadData({ sample, place, dropped }: Props) {
  const { state, readFiles, readSample, readService, changeSheets, readSheets, choose, cancel, again, take } = useLoad(sample, place);
  const text = words.load;

  useEffect(() => {
    if (dropped.length > 0) void readFiles(dropped);
  }, [dropped, readFiles]);

  switch (state.step) {
    case "reading":
      return (
        <div className={styles.step}>
          <Progressing label={text.reading(state.name)} progress={state.progress} />
          <Button className="button" onPress={cancel} autoFocus>
            {text.cancel}
          </Button>
        </div>
      );
    case "refused":
      return <Refused name={state.name} error={state.error} onAgain={again} />;
    case "sheets":
      return (
        <Suspense>
          <SheetsStep sheets={state.sheets} error={state.error} onChange={changeSheets} onRead={(sheets) => void readSheets(sheets)} onAgain={again} />
        </Suspense>
      );
    case "ready":
      return (
        <Ready
          name={state.name}
          candidate={state.candidate}
          place={place}
          onTake={() => void take()}
          onChoose={(pages, way) => void choose(pages, way)}
          onSheets={changeSheets}
          onAgain={again}
        />
      );
    default: {
      const done = { replace: text.done, merge: text.merged };
      const said = state.step === "done" ? done[state.way] : state.cancelled ? text.cancelled : text.lookFirst;
      return (
        <>
          <DropFiles said={said} onFiles={(files) => void readFiles(files)} onSample={() => void readSample()} />
          <ServiceField onRead={(address) => void readService(address)} />
        </>
      );
    }
  }
}

function Refused({ name, error, onAgain }: { name: string; error: unknown; onAgain(): void }) {
  const { findings, count } = findingsOf(error);
  const { title, detail, advice } = problemOf(error);
  const isContent = findings.length > 0 && !(error instanceof FilesError);
  return (
    <div className={styles.step} role="alert">
      <h3>{isContent ? words.load.refused(name) : title}</h3>
      <p>{isContent ? words.load.refusedAbout : advice}</p>
      {findings.length > 0 ? <FindingsTable findings={findings} count={count} /> : <p className={styles.said}>{detail}</p>}
      <Button className="button" onPress={onAgain} autoFocus>
        {words.load.another}
      </Button>
    </div>
  );
}
