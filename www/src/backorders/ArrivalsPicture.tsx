import type { Backorder, Instant } from "oversold";
import { text } from "../text/text";
import { ColumnChart } from "../ui/chart/ColumnChart";
import { quantity } from "../ui/format";
import { arrivalsOf } from "./arrivals";

interface Props {
  orders: readonly Backorder[];
  now: Instant;
  chosen: string | null;
  onChoose(id: string | null): void;
}

export default function ArrivalsPicture({ orders, now, chosen, onChoose }: Props) {
  return (
    <ColumnChart
      title={text.pictures.arrivals.title}
      unit={text.pictures.arrivals.units}
      leftUnit={text.pictures.arrivals.left}
      columns={arrivalsOf(orders, now).map(({ id, name, units, left }) => ({ id, name, value: units, left, isChosen: id === chosen }))}
      format={quantity}
      onChoose={(id) => onChoose(id === chosen ? null : id)}
    />
  );
}
