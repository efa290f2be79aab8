//! A folder's files over HTTP, to this machine only. Links in the folder are followed: it is one that this project built.

use anyhow::{Context, Result, anyhow};
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::thread::JoinHandle;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;
use tower_http::services::ServeDir;

/// A running server; dropping it stops it.
pub struct Site {
    address: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Serves the folder on 127.0.0.1; port 0 is any free one.
pub fn start(folder: &Path, port: u16) -> Result<Site> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map_err(|error| anyhow!("port {port} of this machine cannot be served: {error}; --port names another"))?;
    listener.set_nonblocking(true)?;
    let address = format!("http://{}/", listener.local_addr()?);
    let files = Router::new().fallback_service(ServeDir::new(folder)).layer(axum::middleware::map_response(as_built));
    let runtime = Builder::new_current_thread().enable_all().build().context("no server can run here")?;
    let (stop, stopped) = oneshot::channel();
    let thread = std::thread::spawn(move || serve(&runtime, listener, files, stopped));
    Ok(Site { address, stop: Some(stop), thread: Some(thread) })
}

/// Until there is a word to stop; connections that browsers keep open end with it.
fn serve(runtime: &Runtime, listener: TcpListener, files: Router, stopped: oneshot::Receiver<()>) {
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::select! {
            ended = axum::serve(listener, files) => ended,
            _ = stopped => Ok(()),
        }
    });
    if let Err(error) = served {
        eprintln!("the server stopped: {error}");
    }
}

impl Site {
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            // A server thread that panicked has said so; nothing is left to serve.
            let _ = thread.join();
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if let (Some(stop), Some(thread)) = (self.stop.take(), self.thread.take()) {
            // Both fail where the server has stopped by itself, which it has said.
            let _ = stop.send(());
            let _ = thread.join();
        }
    }
}

async fn as_built(mut response: Response) -> Response {
    let headers = response.headers_mut();
    // What was built a moment ago must not hide behind what was built before.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::time::Duration;
    use tempfile::TempDir;

    /// A served folder `site/` whose neighbour `secret.txt` is not served; both go with the first of the two answered.
    fn site() -> (TempDir, Site) {
        let around = tempfile::tempdir().unwrap();
        let folder = around.path().join("site");
        fs::create_dir_all(folder.join("data")).unwrap();
        fs::write(around.path().join("secret.txt"), "secret").unwrap();
        fs::write(folder.join("index.html"), "the page").unwrap();
        fs::write(folder.join("core.wasm"), "wasm").unwrap();
        fs::write(folder.join("app.js"), "script").unwrap();
        fs::write(folder.join("data/demo.json"), "{}").unwrap();
        (around, start(&folder, 0).unwrap())
    }

    fn ask(site: &Site, method: &str, path: &str) -> String {
        let host = site.address().trim_start_matches("http://").trim_end_matches('/');
        let mut connection = TcpStream::connect(host).unwrap();
        write!(connection, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn files_have_the_types_that_browsers_ask_for() {
        let (_folder, site) = site();
        for (path, kind) in [
            ("/", "text/html"),
            ("/index.html", "text/html"),
            ("/core.wasm", "application/wasm"),
            ("/app.js", "text/javascript"),
            ("/data/demo.json", "application/json"),
        ] {
            let answer = ask(&site, "GET", path);
            assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
            assert!(answer.contains(&format!("content-type: {kind}")), "{path}: {answer}");
        }
        assert!(ask(&site, "GET", "/").ends_with("the page"));
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let (_folder, site) = site();
        for path in [
            "/../secret.txt",
            "/data/../../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "//etc/passwd",
            "/%2fetc/passwd",
        ] {
            let answer = ask(&site, "GET", path);
            assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
        }
    }

    #[test]
    fn what_is_not_there_or_not_asked_for_is_refused() {
        let (_folder, site) = site();
        assert!(ask(&site, "GET", "/missing.js").starts_with("HTTP/1.1 404"));
        assert!(ask(&site, "GET", "/data/").starts_with("HTTP/1.1 404"));
        assert!(ask(&site, "POST", "/").starts_with("HTTP/1.1 405"));
    }

    #[test]
    fn every_connection_of_a_browser_is_answered_while_the_others_stay_open() {
        let (_folder, site) = site();
        let host = site.address().trim_start_matches("http://").trim_end_matches('/');
        let mut connections: Vec<TcpStream> = (0..32).map(|_| TcpStream::connect(host).unwrap()).collect();
        for connection in &mut connections {
            write!(connection, "GET / HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
        }
        for connection in &mut connections {
            connection.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
            let mut answer = [0; 12];
            connection.read_exact(&mut answer).unwrap();
            assert_eq!(&answer, b"HTTP/1.1 200");
        }
    }
}
