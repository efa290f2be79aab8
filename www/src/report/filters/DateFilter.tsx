import type { CalendarDate } from "@internationalized/date";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import {
  Button,
  CalendarCell,
  CalendarGrid,
  DateField,
  DateInput,
  DateSegment,
  Dialog,
  DialogTrigger,
  Form,
  Heading,
  Label,
  Popover,
  RangeCalendar,
} from "react-aria-components";
import { calendarDate, type Day } from "../day";
import type { ChangeFilters } from "../useFilters";
import styles from "./DateFilter.module.css";
import { FilterButton } from "./FilterButton";

interface Props {
  from: Day | null;
  to: Day | null;
  onChange: ChangeFilters;
}

export function DateFilter({ from, to, onChange }: Props) {
  return (
    <DialogTrigger>
      <FilterButton name="Date" chosen={from !== null || to !== null ? 1 : 0} />
      <Popover className="popover" placement="bottom start">
        <Dialog className={styles.dialog ?? ""} aria-label="Filter by date">
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
        <DayField name="From" value={start} onChange={setStart} />
        <DayField name="To" value={end} onChange={setEnd} />
      </div>
      {backwards && (
        <p className={styles.problem} role="alert">
          “From” is later than “To”.
        </p>
      )}
      <RangeCalendar
        className={styles.calendar ?? ""}
        aria-label="Date range"
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
          Clear
        </Button>
        <Button className="button primary" type="submit" isDisabled={backwards}>
          Apply
        </Button>
      </div>
    </Form>
  );
}

interface DayFieldProps {
  name: string;
  value: CalendarDate | null;
  onChange(value: CalendarDate | null): void;
}

function DayField({ name, value, onChange }: DayFieldProps) {
  return (
    <DateField className={styles.field ?? ""} value={value} onChange={onChange}>
      <Label>{name}</Label>
      <DateInput className={styles.input ?? ""}>
        {(segment) => <DateSegment segment={segment} className={styles.segment ?? ""} />}
      </DateInput>
    </DateField>
  );
}
