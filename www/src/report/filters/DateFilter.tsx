import { text } from "../../text/text";
import type { CalendarDate } from "@internationalized/date";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import {
  Button,
  CalendarCell,
  CalendarGrid,
  Dialog,
  DialogTrigger,
  Form,
  Heading,
  Popover,
  RangeCalendar,
} from "react-aria-components";
import { DayField } from "../../ui/DayField";
import { calendarDate, type Day } from "../day";
import type { ChangeFilters } from "../useFilters";
import styles from "./DateFilter.module.css";
import { FilterButton } from "../../ui/filters/FilterButton";

interface Props {
  from: Day | null;
  to: Day | null;
  onChange: ChangeFilters;
}

export function DateFilter({ from, to, onChange }: Props) {
  return (
    <DialogTrigger>
      <FilterButton name={text.report.filterNames.date} chosen={from !== null || to !== null ? 1 : 0} />
      <Popover className="popover" placement="bottom start">
        <Dialog className={styles.dialog ?? ""} aria-label={text.filter.byDate}>
          {({ close }) => (
            <Range
              from={from}
              to={to}
              onDone={(range) => {
                onChange(range);
                close();
              }}
            />
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

interface RangeProps {
  from: Day | null;
  to: Day | null;
  onDone(range: { from: Day | null; to: Day | null }): void;
}

/** Days are kept here until "Apply": a year half typed is no filter. Either end may stay open. */
function Range({ from, to, onDone }: RangeProps) {
  const [start, setStart] = useState<CalendarDate | null>(from ? calendarDate(from) : null);
  const [end, setEnd] = useState<CalendarDate | null>(to ? calendarDate(to) : null);
  const backwards = start !== null && end !== null && start.compare(end) > 0;

  return (
    <Form
      className={styles.form ?? ""}
      onSubmit={(event) => {
        event.preventDefault();
        if (!backwards) onDone({ from: start?.toString() ?? null, to: end?.toString() ?? null });
      }}
    >
      <div className={styles.fields}>
        <DayField label={text.filter.from} value={start} onChange={setStart} />
        <DayField label={text.filter.to} value={end} onChange={setEnd} />
      </div>
      {backwards && (
        <p className={styles.problem} role="alert">
          {text.filter.backwards}
        </p>
      )}
      <RangeCalendar
        className={styles.calendar ?? ""}
        aria-label={text.filter.range}
        value={start && end && !backwards ? { start, end } : null}
        onChange={(range) => {
          setStart(range.start as CalendarDate);
          setEnd(range.end as CalendarDate);
        }}
      >
        <header className={styles.month}>
          <Button slot="previous" className="button quiet icon">
            <ChevronLeft size={16} aria-hidden />
          </Button>
          <Heading className={styles.monthName ?? ""} />
          <Button slot="next" className="button quiet icon">
            <ChevronRight size={16} aria-hidden />
          </Button>
        </header>
        <CalendarGrid className={styles.grid ?? ""}>{(date) => <CalendarCell date={date} className={styles.cell ?? ""} />}</CalendarGrid>
      </RangeCalendar>
      <div className={styles.foot}>
        <Button className="button quiet" isDisabled={!from && !to} onPress={() => onDone({ from: null, to: null })}>
          {text.filter.clear}
        </Button>
        <Button className="button primary" type="submit" isDisabled={backwards}>
          {text.filter.apply}
        </Button>
      </div>
    </Form>
  );
}
