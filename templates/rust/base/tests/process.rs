//! The process as its operators meet it.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_app"));
    command.env_clear();
    command
}

fn output(command: &mut Command) -> Output {
    command.output().unwrap()
}

/// Starts the process on a free port, and returns that with the rest of its log.
fn start() -> (Child, String, BufReader<ChildStdout>) {
    let mut command = program();
    command.env("PORT", "0").stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut log = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains(r#""message":"listening""#) {
        line.clear();
        assert!(log.read_line(&mut line).unwrap() > 0, "it ended");
    }
    let (_, rest) = line.split_once("127.0.0.1:").unwrap();
    let port = rest.split('"').next().unwrap().to_owned();
    (child, port, log)
}

#[test]
fn a_wrong_setting_ends_it_with_2() {
    let ended = output(program().env("LOG_LEVEL", "LOUD"));
    assert_eq!(ended.status.code(), Some(2));
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(
        said.contains(": LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR"),
        "{said}"
    );
    assert_eq!(output(program().arg("dance")).status.code(), Some(2));
}

#[test]
fn it_is_healthy_until_it_is_asked_to_stop() {
    let (mut child, port, log) = start();
    let healthy = || {
        output(program().arg("healthcheck").env("PORT", &port))
            .status
            .code()
    };
    assert_eq!(healthy(), Some(0));
    assert_eq!(
        output(program().env("PORT", &port)).status.code(),
        Some(1),
        "the port is taken"
    );
    let asked = Command::new("kill")
        .arg(child.id().to_string())
        .status()
        .unwrap();
    assert!(asked.success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let log: Vec<String> = log.lines().map(Result::unwrap).collect();
    assert!(
        log.iter()
            .any(|line| line.contains(r#""message":"draining""#)),
        "{log:?}"
    );
    assert_eq!(healthy(), Some(1));
}
