import { CircleCheck, TriangleAlert, Undo2, X } from "lucide-react";
import { useEffect } from "react";
import { Button } from "react-aria-components";
import { text } from "../text/text";
import { dismiss, useNotice } from "./notices";
import styles from "./Notices.module.css";
import { useUndo } from "./useUndo";

/** Long enough to read and to reach for "undo"; Activity has it later too. */
const STAYS = 20_000;

export function Notices() {
  const notice = useNotice();
  const undo = useUndo();
  const { key, kind } = notice ?? {};

  useEffect(() => {
    if (kind !== "done") return;
    const timer = setTimeout(dismiss, STAYS);
    return () => clearTimeout(timer);
  }, [key, kind]);

  return (
    <>
      {/* Always there: what is put into it is read aloud. */}
      <div className="unseen" role="log" aria-live={kind === "refused" ? "assertive" : "polite"} aria-label={text.notices.label}>
        {notice && <p key={notice.key}>{notice.text}</p>}
      </div>
      {notice && (
        <section className={styles.notice} data-kind={notice.kind} aria-label={text.notices.last} data-react-aria-top-layer="true">
          {notice.kind === "done" ? <CircleCheck size={16} aria-hidden /> : <TriangleAlert size={16} aria-hidden />}
          <span className={styles.words}>{notice.text}</span>
          {notice.commandIds.length > 0 && (
            <Button className="button quiet" onPress={() => void undo(notice.commandIds)}>
              <Undo2 size={15} aria-hidden />
              {text.undo}
            </Button>
          )}
          <Button className="button quiet icon" aria-label={text.notices.dismiss} onPress={dismiss}>
            <X size={15} aria-hidden />
          </Button>
        </section>
      )}
    </>
  );
}
