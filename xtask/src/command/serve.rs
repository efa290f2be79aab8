//! A folder's files over HTTP, to this machine only.

use anyhow::{Result, anyhow};
use rouille::{Request, Response, Server, match_assets};
use std::fs::File;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;

/// A running server; dropping it stops it.
pub struct Site {
    address: String,
    stop: Sender<()>,
    thread: Option<JoinHandle<()>>,
}

/// Serves the folder on 127.0.0.1; port 0 is any free one.
pub fn start(folder: PathBuf, port: u16) -> Result<Site> {
    let server = Server::new((Ipv4Addr::LOCALHOST, port), move |request| answer(request, &folder))
        .map_err(|error| anyhow!("port {port} of this machine cannot be served: {error}; --port names another"))?;
    let address = format!("http://{}/", server.server_addr());
    let (thread, stop) = server.stoppable();
    Ok(Site { address, stop, thread: Some(thread) })
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
        if let Some(thread) = self.thread.take() {
            let _ = self.stop.send(());
            let _ = thread.join();
        }
    }
}

fn answer(request: &Request, folder: &Path) -> Response {
    if !matches!(request.method(), "GET" | "HEAD") {
        return Response::text("only GET and HEAD").with_status_code(405).with_additional_header("Allow", "GET, HEAD");
    }
    let response = match request.url().as_str() {
        "/" => match File::open(folder.join("index.html")) {
            Ok(page) => Response::from_file("text/html; charset=utf-8", page),
            Err(_) => Response::empty_404(),
        },
        // Answers only files that are in the folder once `..` and links are resolved.
        _ => match_assets(request, folder),
    };
    // What was built a moment ago must not hide behind what was built before.
    response.with_no_cache().with_unique_header("X-Content-Type-Options", "nosniff")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;
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
        (around, start(folder, 0).unwrap())
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
            ("/app.js", "application/javascript"),
            ("/data/demo.json", "application/json"),
        ] {
            let answer = ask(&site, "GET", path);
            assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
            assert!(answer.contains(&format!("Content-Type: {kind}")), "{path}: {answer}");
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
        assert!(ask(&site, "GET", "/data").starts_with("HTTP/1.1 404"));
        assert!(ask(&site, "POST", "/").starts_with("HTTP/1.1 405"));
    }
}
