import { text } from "../../text/text";
import type { IncomingLine } from "oversold";
import { useEffect, useRef } from "react";
import { Dialog, Heading, Popover } from "react-aria-components";
import { useEngine } from "../../app/engine";
import { DocumentLink } from "../../drawers/DocumentLink";
import { useOpened } from "../../drawers/opened";
import { day, quantity, sum } from "../../ui/format";
import { Nothing } from "../../ui/Values";
import { incomingNames, statuses } from "../words";
import styles from "./IncomingPopover.module.css";
import type { IncomingQuestion } from "./useIncoming";

interface Props {
  /** Null: closed. */
  question: IncomingQuestion | null;
  onClose(): void;
}

export function IncomingPopover({ question, onClose }: Props) {
  const button = useRef<HTMLButtonElement | null>(null);
  button.current = question?.button ?? null;

  // A document was opened from it.
  const { current } = useOpened();
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    if (current) close.current();
  }, [current]);

  useEffect(() => {
    question?.button.setAttribute("aria-expanded", "true");
    return () => question?.button.removeAttribute("aria-expanded");
  }, [question]);

  return (
    <Popover
      className="popover"
      placement="bottom end"
      triggerRef={button}
      isOpen={question !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog className={styles.dialog ?? ""}>{question && <Documents question={question} />}</Dialog>
    </Popover>
  );
}

function Documents({ question: { row, type } }: { question: IncomingQuestion }) {
  const { inventory } = useEngine();
  const lines = inventory.incoming(row.itemId, row.shopId).filter((line) => line.type === type);
  return (
    <>
      <Heading slot="title" className={styles.title ?? ""}>
        {incomingNames[type].title}
      </Heading>
      <p className={styles.about}>
        {row.description}, {row.shop}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{incomingNames[type].number}</th>
            <th scope="col">{text.words.status}</th>
            <th scope="col">{text.words.expected}</th>
            <th scope="col" className={styles.end}>
              {text.words.outstanding}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <DocumentLine key={`${line.id} ${line.lineId}`} line={line} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {text.report.total}
            </th>
            <td className={styles.end}>{quantity(sum(lines.map((line) => line.outstanding)))}</td>
          </tr>
        </tfoot>
      </table>
    </>
  );
}

function DocumentLine({ line }: { line: IncomingLine }) {
  return (
    <tr>
      <th scope="row">
        <DocumentLink type={line.type} id={line.id}>
          {line.number}
        </DocumentLink>
      </th>
      <td>{statuses[line.status] ?? line.status}</td>
      <td>{line.expectedAt === null ? <Nothing /> : day(line.expectedAt)}</td>
      <td className={styles.end}>{quantity(line.outstanding)}</td>
    </tr>
  );
}
