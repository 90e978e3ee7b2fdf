//! The hosts of `hosting/`, for real: each serves the build with its own file, says with every file of it what
//! `_headers` says, and the app comes up there and works without it.
//!
//! A host that this machine does not have is left out, and said so; `cargo xtask test` installs them on Debian.
//! Those that are nobody's to install are nginx with their rules.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::{env, fs};

use e2e::browser::{Browser, Settings};
use e2e::engine::free_port;
use e2e::scratch::Scratch;
use e2e::site::{copy, dist, files_of, tracked};
use e2e::{Role, eventually};
use serde_json::{Map, Value, json};
use xtask::headers::Headers;

/// A host that runs; it ends with this.
struct Host {
    program: Child,
    port: u16,
    /// Where on it the app is.
    prefix: &'static str,
    // Its files, as long as it runs.
    _folder: Scratch,
}

impl Drop for Host {
    fn drop(&mut self) {
        // Asked to end, it takes its own children along.
        let pid = self.program.id().to_string();
        let _ = Command::new("kill").arg(pid).status();
        let _ = self.program.wait();
    }
}

fn program(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain(["/usr/sbin".into()]);
    let found = folders.flat_map(|it| names.iter().map(move |name| it.join(name)));
    let found = found.filter(|it| it.is_file()).collect::<Vec<_>>().into_iter().next();
    if found.is_none() {
        println!("left out: there is no {} here", names.join(" or "));
    }
    found
}

/// One answer.
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

fn asked(port: u16, path: &str) -> Result<Answer, String> {
    let exchange = || -> std::io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut all = Vec::new();
        stream.read_to_end(&mut all)?;
        Ok(all)
    };
    let all = exchange().map_err(|it| it.to_string())?;
    let end = all.windows(4).position(|it| it == b"\r\n\r\n").ok_or("no answer")?;
    let head = String::from_utf8_lossy(&all[..end]).into_owned();
    let mut lines = head.lines();
    let status =
        lines.next().and_then(|it| it.split(' ').nth(1)?.parse().ok()).ok_or("no status")?;
    let headers = lines
        .filter_map(|it| it.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    Ok(Answer { status, headers, body: all[end + 4..].to_vec() })
}

impl Host {
    fn started(mut command: Command, port: u16, prefix: &'static str, folder: Scratch) -> Host {
        let program = command.stdin(Stdio::null()).spawn().expect("the host starts");
        let host = Host { program, port, prefix, _folder: folder };
        eventually("the host", || asked(port, prefix).map(drop));
        host
    }

    /// At the root of a host of its own.
    fn nginx() -> Option<Host> {
        let nginx = program(&["nginx"])?;
        let (folder, port) = (Scratch::default(), free_port());
        let root = folder.path().join("dist");
        copy(&dist(), &root);
        let written = fs::read_to_string(tracked("hosting/nginx.conf")).unwrap();
        let here = |from: &str, to: &str, written: String| {
            assert_eq!(written.matches(from).count(), 1, "{from}");
            written.replace(from, to)
        };
        let written = here("listen 443 ssl;", &format!("listen 127.0.0.1:{port};"), written);
        let written = here("root /srv/kickoff;", &format!("root {};", root.display()), written);
        let written = here("include mime.types;", "include /etc/nginx/mime.types;", written);
        Some(Host::of_nginx(&nginx, &written, port, "/", folder))
    }

    fn of_nginx(
        nginx: &Path,
        server: &str,
        port: u16,
        prefix: &'static str,
        folder: Scratch,
    ) -> Host {
        let around = format!(
            "daemon off; master_process off; pid {0}/pid; error_log {0}/errors;\n\
             events {{}}\n\
             http {{ access_log off; client_body_temp_path {0}/a; proxy_temp_path {0}/b; fastcgi_temp_path {0}/c;\n\
             uwsgi_temp_path {0}/d; scgi_temp_path {0}/e;\n{server}\n}}",
            folder.path().display()
        );
        let config = folder.file("nginx.conf", around);
        let mut command = Command::new(nginx);
        command.arg("-e").arg(folder.path().join("errors")).arg("-c").arg(config);
        Host::started(command, port, prefix, folder)
    }

    /// One that is nobody's to install: the build in a folder of it, and its rules for that.
    fn ruled(prefix: &'static str, rules: impl Fn(&Path) -> String) -> Option<Host> {
        let nginx = program(&["nginx"])?;
        let (folder, port) = (Scratch::default(), free_port());
        let app = folder.path().join("site").join(prefix.trim_matches('/'));
        copy(&dist(), &app);
        let server = format!(
            "server {{ listen 127.0.0.1:{port}; root {}; index index.html;\n{}\n}}",
            folder.path().join("site").display(),
            rules(&app)
        );
        Some(Host::of_nginx(&nginx, &server, port, prefix, folder))
    }

    /// In the folder of a project, with what GitHub says with every file.
    fn github_pages() -> Option<Host> {
        Host::ruled("/kickoff/", |_| {
            format!(
                "{TYPES} add_header Cache-Control \"max-age=600\";\n\
                 add_header Access-Control-Allow-Origin \"*\";\n\
                 location ~ /_ {{ return 404; }}"
            )
        })
    }

    /// At the root, by its own file: headers of all, and of routes besides.
    fn azure() -> Option<Host> {
        let written = fs::read_to_string(tracked("hosting/staticwebapp.config.json")).unwrap();
        let config: Value = serde_json::from_str(&written).unwrap();
        let all = config["globalHeaders"].as_object().unwrap();
        let said = |own: Option<&Map<String, Value>>| -> String {
            let mut headers = all.clone();
            headers.extend(own.into_iter().flatten().map(|(name, it)| (name.clone(), it.clone())));
            let line = |(name, value): (&String, &Value)| format!("add_header {name} {value};\n");
            headers.iter().map(line).collect()
        };
        Host::ruled("/", |_| {
            let routes = config["routes"].as_array().unwrap().iter().map(|it| {
                let route = it["route"].as_str().unwrap();
                let (place, rest) = match route.split_once('*') {
                    Some((start, "")) => (start.to_owned(), said(it["headers"].as_object())),
                    None => (format!("= {route}"), format!("return {};", it["statusCode"])),
                    Some(_) => panic!("a route of another kind: {route}"),
                };
                format!("location {place} {{ {rest} }}\n")
            });
            let types = config["mimeTypes"].as_object().unwrap().iter().map(|(ending, kind)| {
                format!("{} {};\n", kind.as_str().unwrap(), ending.trim_start_matches('.'))
            });
            format!(
                "include /etc/nginx/mime.types; types {{ {} }}\n{}{}",
                types.collect::<String>(),
                said(None),
                routes.collect::<String>()
            )
        })
    }

    /// In a folder of a bucket, each object with what `hosting/s3.sh` says of it.
    fn bucket() -> Option<Host> {
        const FOLDER: &str = "/tools/kickoff/";
        Host::ruled(FOLDER, |app| {
            // Takes down what it is called with, instead of the program that would put it there.
            let bin = Scratch::default();
            let told = bin.path().join("told");
            let aws = bin.file(
                "aws",
                format!("#!/bin/sh\nprintf '%s\\t' \"$@\" >> {0}; echo >> {0}\n", told.display()),
            );
            let is_done = |command: &mut Command| command.status().unwrap().success();
            assert!(is_done(Command::new("chmod").arg("+x").arg(aws)));
            let path = format!("{}:{}", bin.path().display(), env::var("PATH").unwrap());
            let mut upload = Command::new("sh");
            upload.arg(tracked("hosting/s3.sh")).arg(app).args(["bucket", "tools/kickoff/"]);
            assert!(is_done(upload.env("PATH", path)));
            let calls = fs::read_to_string(told).unwrap();
            let objects = calls.lines().map(|call| {
                let words: Vec<&str> = call.trim_end().split('\t').collect();
                let of = |name: &str| {
                    let at = words.iter().position(|it| *it == name).unwrap();
                    words[at + 1]
                };
                assert_eq!(words[..2], ["s3api", "put-object"]);
                let kind = of("--content-type");
                let rule = format!(
                    "types {{ }} default_type \"{kind}\"; add_header Cache-Control \"{}\";",
                    of("--cache-control")
                );
                format!("location = /{} {{ {rule} }}\n", of("--key"))
            });
            let objects: String = objects.collect();
            // As its address for websites has it; what is not there is not told.
            format!("{objects}location = {FOLDER} {{ }}\nlocation / {{ return 403; }}")
        })
    }

    /// In a folder of a site, with a `.htaccess`.
    fn apache() -> Option<Host> {
        let apache = program(&["apache2", "httpd"])?;
        let (folder, port) = (Scratch::default(), free_port());
        let site = folder.path().join("site");
        let app = site.join("tools/kickoff");
        copy(&dist(), &app);
        fs::copy(tracked("hosting/apache.htaccess"), app.join(".htaccess")).unwrap();
        let modules = ["/usr/lib/apache2/modules", "/usr/lib64/httpd/modules"];
        let modules = modules.into_iter().find(|it| Path::new(it).is_dir())?;
        let mut config = format!(
            "ServerRoot {0}\nPidFile {0}/pid\nErrorLog {0}/errors\nListen 127.0.0.1:{port}\nServerName localhost\n\
             DocumentRoot {1}\n",
            folder.path().display(),
            site.display()
        );
        for module in ["mpm_event", "authz_core", "mime", "dir", "headers"] {
            config += &format!("LoadModule {module}_module {modules}/mod_{module}.so\n");
        }
        config += &format!(
            "TypesConfig /etc/mime.types\nDirectoryIndex index.html\n\
             <Directory {}>\nAllowOverride FileInfo AuthConfig\nRequire all granted\n</Directory>\n",
            site.display()
        );
        let config = folder.file("apache.conf", config);
        let mut command = Command::new(apache);
        command.arg("-DFOREGROUND").arg("-f").arg(config);
        Some(Host::started(command, port, "/tools/kickoff/", folder))
    }
}

/// What a host knows that is told nothing.
const TYPES: &str = "include /etc/nginx/mime.types;
    types { application/wasm wasm; text/javascript js; application/manifest+json webmanifest; }";

/// Every file is there, with what is to be said of it, and nothing of it is missing.
#[track_caller]
fn says_what_it_should(host: &Host) {
    says(host, |_| true);
}

/// The same of a host that can be told some of it only.
#[track_caller]
fn says(host: &Host, is_told: impl Fn(&str) -> bool) {
    let headers = Headers::of(&dist()).unwrap();
    let type_of = |file: &str| match file.rsplit_once('.').map_or("html", |it| it.1) {
        "wasm" => "application/wasm",
        "js" => "text/javascript",
        "css" => "text/css",
        "html" => "text/html",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        other => panic!("a file of another kind: {other}"),
    };
    let mut files = files_of(&dist());
    files.retain(|it| it != "_headers");
    files.push(String::new());
    assert!(files.len() > 10, "{files:?}");
    for file in &files {
        let answer = asked(host.port, &format!("{}{file}", host.prefix)).unwrap();
        assert_eq!(answer.status, 200, "{file}");
        let name = if file.is_empty() { "index.html" } else { file };
        let wanted = fs::read(dist().join(name)).unwrap();
        assert!(answer.body == wanted, "{file}: not what was built");
        let kind = answer.headers["content-type"].split(';').next().unwrap().to_owned();
        assert_eq!(kind, type_of(name), "{file}");
        let wanted = headers.at(&format!("/{file}")).into_iter().filter(|it| is_told(&it.0));
        for (name, value) in wanted {
            let said = answer.headers.get(&name.to_lowercase());
            assert_eq!(said, Some(&value), "{name} of “{file}”");
        }
    }
    let kept = asked(host.port, &format!("{}_headers", host.prefix)).unwrap();
    assert!(matches!(kept.status, 403 | 404), "{}", kept.status);
}

/// The app comes up there, and is there still when the host is not.
fn works_without_it(host: Host) {
    let browser = Browser::start(Settings::default());
    let address = format!("http://127.0.0.1:{}{}", host.port, host.prefix);
    browser.goes_to(&address);
    let is_ready = "return document.documentElement.dataset.offline === 'ready'
        && Boolean(navigator.serviceWorker.controller);";
    eventually("everything cached", || match browser.try_script(is_ready, &json!([]))? {
        it if it == true => Ok(()),
        _ => Err("not yet".to_owned()),
    });
    assert_eq!(browser.violations(), Vec::<String>::new());
    drop(host);
    browser.reloads();
    eventually("the app", || {
        let found = e2e::page::find(&browser, &[], Role::Button, "新しいエンゲージメント");
        found.map(drop)
    });
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn nginx_says_what_it_should_and_the_app_works_without_it() {
    let Some(host) = Host::nginx() else { return };
    says_what_it_should(&host);
    works_without_it(host);
}

#[test]
fn apache_says_what_it_should_in_a_folder_and_the_app_works_without_it() {
    let Some(host) = Host::apache() else { return };
    says_what_it_should(&host);
    works_without_it(host);
}

#[test]
fn github_pages_can_be_told_nothing_and_the_app_works_in_a_folder_of_it() {
    let Some(host) = Host::github_pages() else { return };
    says(&host, |_| false);
    works_without_it(host);
}

#[test]
fn azure_says_what_it_should_and_the_app_works_without_it() {
    let Some(host) = Host::azure() else { return };
    says_what_it_should(&host);
    works_without_it(host);
}

#[test]
fn a_bucket_says_what_its_objects_know_and_the_app_works_without_it() {
    let Some(host) = Host::bucket() else { return };
    says(&host, |header| header == "Cache-Control");
    works_without_it(host);
}
