import { Button } from "react-aria-components";
import { Segments } from "../ui/Segments";
import { Comparison } from "./Comparison";
import { Contradictions } from "./Contradictions";
import styles from "./Data.module.css";
import { NotSaid } from "./NotSaid";
import { Oddities } from "./Oddities";
import type { Candidate, Place, Sheets, Way } from "./useLoad";
import type { Pages } from "./usePages";
import { words } from "./words";

interface Props {
  name: string;
  candidate: Candidate;
  place: Place;
  onTake(): void;
  onChoose(pages: Pages, way: Way): void;
  onSheets(sheets: Sheets): void;
  onAgain(): void;
}

/** What is in it, beside what is here; nothing is changed before the button is pressed. */
export function Ready({ name, candidate, place, onTake, onChoose, onSheets, onAgain }: Props) {
  const text = words.load;
  const { does, counts, contradictions, warnings, pages, sheets } = candidate;
  const { here, merging } = place;
  const isMerge = does.way === "merge";
  const isNothing = does.way === "merge" && does.intent === null;
  return (
    <div className={styles.step}>
      <h3>{text.ready(name)}</h3>
      {pages && here && merging && (
        <Segments
          label={text.way}
          segments={(["replace", "merge"] as const).map((id) => ({ id, name: text.ways[id] }))}
          value={does.way}
          onChange={(way) => way !== does.way && onChoose(pages, way as Way)}
        />
      )}
      {here && <p>{isNothing ? text.nothingNew : isMerge ? text.merges : text.replaces}</p>}
      {isMerge && merging?.known.files.length === 0 && <p className={styles.soft}>{text.unknownPages}</p>}
      <Comparison here={here} there={counts} title={isMerge ? text.afterwards : text.there} />
      {pages && <NotSaid options={pages.options} onChange={(options) => onChoose({ ...pages, options }, does.way)} />}
      <Oddities of={warnings} />
      <Contradictions of={contradictions} />
      <div className={styles.buttons}>
        {!isNothing && (
          <Button className="button primary" onPress={onTake} autoFocus>
            {isMerge ? text.merge : here ? text.replace : text.begin}
          </Button>
        )}
        {sheets && (
          <Button className="button" onPress={() => onSheets(sheets)}>
            {words.sheets.back}
          </Button>
        )}
        <Button className="button" onPress={onAgain} autoFocus={isNothing}>
          {text.another}
        </Button>
      </div>
    </div>
  );
}
