import { History } from "lucide-react";
import type { DocumentName, HistoryRow } from "oversold";
import { useMemo } from "react";
import { useEngine, useRevision } from "../app/engine";
import { AskFirst } from "../doing/AskFirst";
import { undoing } from "../doing/useUndo";
import { DocumentLink } from "../drawers/DocumentLink";
import { ListPages } from "../engine/pages";
import { text } from "../text/text";
import { SearchBox } from "../ui/filters/SearchBox";
import { moment } from "../ui/format";
import { type DocumentColumn, DocumentTable } from "../ui/grid/DocumentTable";
import { Bar, Empty, Page } from "../ui/Page";
import { useListView } from "../ui/useListView";
import { Nothing, Words } from "../ui/Values";

/** More are named by their number. */
const NAMED = 3;

export default function ActivityPage() {
  const { inventory } = useEngine();
  const revision = useRevision();
  const view = useListView();
  const by = view.one("by");
  const filters = { search: view.search || null, by };
  const asked = JSON.stringify(filters);
  const pages = useMemo(() => new ListPages((window) => inventory.history({ ...filters, ...window })), [inventory, revision, asked]);

  const columns = useMemo<DocumentColumn<HistoryRow>[]>(
    () => [
      {
        id: "what",
        header: text.activity.what,
        width: 10,
        grows: 2,
        upper: (row) => <Words>{text.commands[row.type]}</Words>,
        lower: (row) => <Words>{[moment(row.at), row.by].filter(Boolean).join(" · ")}</Words>,
      },
      {
        id: "documents",
        header: text.activity.documents,
        width: 12,
        grows: 3,
        from: "medium",
        upper: (row) => <Documents of={row.documents} />,
      },
      {
        id: "undo",
        header: text.undo,
        width: 7,
        align: "end",
        upper: (row) =>
          row.undoable ? (
            <AskFirst
              isQuiet
              name={text.undo}
              title={text.activity.undoTitle(text.commands[row.type])}
              intents={undoing([row.commandId])}
              done={text.notices.undone}
            />
          ) : (
            <Nothing />
          ),
      },
    ],
    [],
  );
  return (
    <Page title={text.pages.activity} said={text.activity.said(pages.total)}>
      <Bar label={text.filters}>
        <SearchBox value={view.search} onChange={view.onSearch} label={text.activity.search} placeholder={text.activity.searchHint} />
      </Bar>
      {pages.total === 0 ? (
        <Empty Icon={History} title={text.activity.nothing}>
          <p>{text.activity.nothingHere}</p>
        </Empty>
      ) : (
        <DocumentTable label={text.pages.activity} pages={pages} columns={columns} idOf={(row) => row.commandId} asked={asked} />
      )}
    </Page>
  );
}

function Documents({ of }: { of: readonly DocumentName[] }) {
  const { inventory } = useEngine();
  if (of.length === 0) return <Nothing />;
  const numberOf = ({ type, id }: DocumentName) => inventory[type](id)?.number ?? id;
  return (
    <>
      {of.slice(0, NAMED).map((document) => (
        <DocumentLink key={`${document.type} ${document.id}`} type={document.type} id={document.id}>
          {text.named[document.type](numberOf(document))}
        </DocumentLink>
      ))}
      {of.length > NAMED && text.andMore(of.length - NAMED)}
    </>
  );
}
