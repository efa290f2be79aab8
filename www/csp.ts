/**
 * The style elements that React Aria makes: of usePress, and of usePreventScroll on iOS. Named by hash, they need no
 * 'unsafe-inline'. Should an update change one, the browser tests fail and the console names the new hash.
 */
const reactAriaStyles = ["'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='", "'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg='"];

/** Node's, while the page is built. */
declare const process: { env: Record<string, string | undefined> };

/**
 * What the page may ask: its own origin, and one more that is named when it is built (`OVERSOLD_SERVICE=https://stock.example npm run
 * build`). Never what a person types: an address in a field, or in a link that somebody sends, must not make the page send data there.
 */
const service = process.env.OVERSOLD_SERVICE;
const asked = ["'self'", ...(service ? [new URL(service).origin] : [])].join(" ");

export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  `style-src 'self' ${reactAriaStyles.join(" ")}`,
  "worker-src 'self'",
  "manifest-src 'self'",
  `connect-src ${asked}`,
  "img-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
