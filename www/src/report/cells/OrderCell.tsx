import type { ReportRow } from "oversold";
import { Nothing } from "../../ui/Values";
import { DocumentButton } from "./DocumentButton";

export function OrderCell({ row: { ecomOrder } }: { row: ReportRow }) {
  if (!ecomOrder) return <Nothing />;
  return (
    <DocumentButton type="order" id={ecomOrder.id}>
      {ecomOrder.number}
    </DocumentButton>
  );
}
