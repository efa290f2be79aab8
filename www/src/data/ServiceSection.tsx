import { Button } from "react-aria-components";
import type { BackOffice } from "../host/backOffice";
import type { ServiceError } from "../host/service";
import { count } from "../ui/format";
import styles from "./Data.module.css";
import { useKeeping } from "./useKeeping";
import { WorkButton } from "./WorkButton";
import { words } from "./words";

const saidBy = ({ message, said }: ServiceError) => (said ? `${message} (${[said.code, said.path].filter(Boolean).join(", ")})` : message);

/** How it stands with the service that this inventory is of. */
export function ServiceSection({ office }: { office: BackOffice }) {
  const text = words.service;
  const { service } = useKeeping(office);
  if (!service) return null;
  const { url, waiting, trouble } = service;
  return (
    <section className={styles.section}>
      <h3>{text.title}</h3>
      <p>{text.of(url)}</p>
      <p aria-live="polite">
        {trouble ? text.trouble[trouble.code] : waiting === 0 && text.allSent} {waiting > 0 && text.waiting(waiting, count(waiting))}
      </p>
      {trouble && <p className={styles.said}>{saidBy(trouble)}</p>}
      <div className={styles.buttons}>
        <Button className="button" onPress={() => office.askService()}>
          {text.ask}
        </Button>
        <WorkButton work={() => office.leaveService()} working={text.leave}>
          {text.leave}
        </WorkButton>
      </div>
      <p className={styles.soft}>{text.leaveHint}</p>
    </section>
  );
}
