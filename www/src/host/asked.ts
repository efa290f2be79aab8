import type { Command, InventoryEvent } from "oversold";
import type { Asked, StoredEvent } from "./storage";

/** An event that a service is still to hear of, or has heard of since: made of a command of a person's, not of a merge. */
export type AskedEvent = StoredEvent & { asked: Asked };

export const isAsked = (event: StoredEvent): event is AskedEvent => event.asked !== undefined;

/** Events with the commands of the list that they came from: one command makes one event. */
export const withCommands = (events: readonly InventoryEvent[], commands: readonly Command[]): StoredEvent[] =>
  events.map((event) => {
    const command = commands.find(({ id }) => id === event.commandId);
    return command ? { ...event, asked: { command: { ...command, expectedRevision: null }, list: commands[0]?.id ?? command.id } } : event;
  });

/** As a service knows it. */
export function withoutCommand({ asked: _, ...event }: AskedEvent): InventoryEvent {
  return event as InventoryEvent;
}

/** The commands behind events, in the lists that they were given in: all of a list are done, or none. */
export function listsOf(events: readonly AskedEvent[]): Command[][] {
  const lists = new Map<string, Command[]>();
  for (const { asked } of events) lists.set(asked.list, [...(lists.get(asked.list) ?? []), asked.command]);
  return [...lists.values()];
}
