let isKey = false;
for (const type of ["keydown", "pointerdown"]) {
  document.addEventListener(type, () => (isKey = type === "keydown"), { capture: true, passive: true });
}

/** Was what the person did last a key on a keyboard, and no pointer's or screen reader's press? */
export const wasKeyPressed = () => isKey;
