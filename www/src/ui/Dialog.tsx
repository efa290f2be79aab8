import type { FormEvent, ReactNode } from "react";
import { Heading } from "react-aria-components";
import styles from "./Dialog.module.css";
import { Frame, FrameBody, FrameFoot, FrameHead } from "./Frame";

interface Props {
  /** Absent: inside a `DialogTrigger`, which knows. */
  isOpen?: boolean;
  onClose?(): void;
  isWide?: boolean;
  children: ReactNode;
}

/** In the middle of the page. */
export function Dialog(props: Props) {
  return <Frame styles={styles} {...props} />;
}

export function DialogHead({ title, about, onClose }: { title: string; about?: ReactNode; onClose?(): void }) {
  return (
    <FrameHead styles={styles} onClose={onClose}>
      <div>
        <Heading slot="title" level={2} className={styles.title ?? ""}>
          {title}
        </Heading>
        {about && <p className={styles.about}>{about}</p>}
      </div>
    </FrameHead>
  );
}

export function DialogBody({ children }: { children: ReactNode }) {
  return <FrameBody styles={styles}>{children}</FrameBody>;
}

export function DialogFoot({ children }: { children: ReactNode }) {
  return <FrameFoot styles={styles}>{children}</FrameFoot>;
}

/** Around body and foot: Enter in a field presses the button that submits. */
export function DialogForm({ onSubmit, children }: { onSubmit(): void; children: ReactNode }) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {children}
    </form>
  );
}
