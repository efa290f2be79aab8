import type { Id } from "oversold";
import type { ComponentProps, ComponentType, ReactNode } from "react";
import type { Names } from "../engine/names";
import type { Intent } from "../host/backOffice";
import { text } from "../text/text";
import type { DocumentColumn } from "../ui/grid/DocumentTable";
import { Instant, Words } from "../ui/Values";
import type { Screen } from "../ui/useScreen";
import { ItemNames } from "./ItemNames";
import { Unlocks } from "./Unlocks";

/** The columns that lists of documents have in common. */

export const numberColumn = <Row extends { number: string }>(lower: (row: Row) => string | null): DocumentColumn<Row> => ({
  id: "number",
  header: text.words.number,
  sort: "number",
  width: 7,
  grows: 2,
  upper: (row) => row.number,
  lower: (row) => {
    const words = lower(row);
    return words && <Words>{words}</Words>;
  },
});

export const shopColumn = <Row extends { shopId: Id }>(names: Names): DocumentColumn<Row> => ({
  id: "shop",
  header: text.words.shop,
  sort: "shop",
  from: "medium",
  width: 8,
  grows: 1,
  upper: (row) => <Words>{names.shop(row.shopId)}</Words>,
});

export const itemsColumn = <Row extends { lines: ComponentProps<typeof ItemNames>["of"] }>(): DocumentColumn<Row> => ({
  id: "items",
  header: text.words.items,
  from: "wide",
  width: 12,
  grows: 3,
  upper: (row) => <ItemNames of={row.lines} />,
});

export const statusColumn = <Status extends string>(Badge: ComponentType<{ status: Status }>): DocumentColumn<{ status: Status }> => ({
  id: "status",
  header: text.words.status,
  sort: "status",
  width: 6.5,
  upper: (row) => <Badge status={row.status} />,
});

type Moment = "orderedAt" | "sentAt" | "expectedAt";
const moments: Record<Moment, string> = { orderedAt: text.words.ordered, sentAt: text.words.sent, expectedAt: text.words.expected };

export const dayColumn = <At extends Moment>(at: At, from: Screen = "medium"): DocumentColumn<{ [Key in At]?: number | null }> => ({
  id: at,
  header: moments[at],
  sort: at,
  from,
  width: 7.5,
  upper: (row) => <Instant at={row[at] ?? null} />,
});

export const unitsColumn = <Row,>(header: string, units: (row: Row) => ReactNode, from: Screen = "medium"): DocumentColumn<Row> => ({
  id: "units",
  header,
  from,
  align: "end",
  width: 6,
  upper: units,
});

export const unlocksColumn = <Row extends { id: Id }>(receive: (id: Id) => Intent): DocumentColumn<Row> => ({
  id: "unlocks",
  header: text.words.unlocks,
  from: "medium",
  align: "end",
  width: 6,
  upper: (row) => <Unlocks intent={receive(row.id)} />,
});
