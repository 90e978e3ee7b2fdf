//! WebDriver on the wire: one question, one answer.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use serde_json::Value;

/// A driver that listens on this machine.
#[derive(Clone, Copy)]
pub struct Wire {
    pub port: u16,
}

impl Wire {
    /// The value of the answer.
    ///
    /// # Errors
    ///
    /// What the driver refused, in its words: "no such element: …".
    pub fn ask(self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let (status, text) = self.exchange(method, path, body).map_err(|it| it.to_string())?;
        let mut answer: Value =
            serde_json::from_str(&text).map_err(|it| format!("{method} {path}: {it}: {text}"))?;
        let value = answer["value"].take();
        if status == 200 {
            return Ok(value);
        }
        let said = |name: &str| value[name].as_str().unwrap_or_default();
        Err(format!("{}: {}", said("error"), said("message").lines().next().unwrap_or_default()))
    }

    fn exchange(self, method: &str, path: &str, body: &Value) -> std::io::Result<(u16, String)> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let body = if method == "POST" { body.to_string() } else { String::new() };
        // In one piece: of several, each but the first waits until the driver's side has said that it came.
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\
             Content-Type: application/json; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}",
            self.port,
            body.len(),
        );
        stream.write_all(request.as_bytes())?;
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|it| it.parse().ok()).unwrap_or_default();
        let mut length = 0;
        loop {
            line.clear();
            if reader.read_line(&mut line)? <= 2 {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap_or_default();
            }
        }
        let mut text = vec![0; length];
        reader.read_exact(&mut text)?;
        Ok((status, String::from_utf8_lossy(&text).into_owned()))
    }
}
