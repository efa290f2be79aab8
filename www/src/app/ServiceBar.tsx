import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { WorkButton } from "../data/WorkButton";
import { words } from "../data/words";
import { refusalWords } from "../doing/refusal";
import type { BackOffice, Keeping } from "../host/backOffice";
import { count } from "../ui/format";
import { Bar } from "./Bar";

/** What there is to say about the service, and about history that only it has; null: nothing. */
export function serviceBar(office: BackOffice, { service, needsHistory }: Keeping): ReactNode {
  const text = words.service;
  if (service && service.undone.length > 0) {
    // One refusal may be that of several commands, which were given as one.
    const reasons = [...new Set(service.undone.map(({ refusal }) => refusalWords(refusal)))].join(" ");
    const ids = service.undone.map(({ command }) => command.id);
    return (
      <Bar kind="alert" text={`${text.undone(service.undone.length, count(service.undone.length))} ${reasons}`}>
        <WorkButton work={() => office.dismissUndone(ids)} working={text.seen}>
          {text.seen}
        </WorkButton>
      </Bar>
    );
  }
  if (service?.trouble) {
    const { code } = service.trouble;
    const waiting = service.waiting > 0 ? ` ${text.waiting(service.waiting, count(service.waiting))}` : "";
    return (
      <Bar kind={code === "unreachable" ? "news" : "alert"} text={text.trouble[code] + waiting}>
        <Button className="button" onPress={() => office.askService()}>
          {words.notice.again}
        </Button>
      </Bar>
    );
  }
  // With a service they are on their way.
  if (!service && needsHistory > 0) return <Bar kind="alert" text={text.needsHistory(needsHistory, count(needsHistory))} />;
  return null;
}
