//! The documents of a repository, and search in them.

use std::path::Path;
use std::{fs, io};

/// The record of what the repository was made from.
const MEMORY: &str = ".vaultmesh/spawn.json";
/// How many lines a search gives.
const MOST_FOUND: usize = 20;

/// A file that the server shows.
pub struct Document {
    /// Relative to the repository.
    pub path: String,
    /// Its content.
    pub text: String,
}

impl Document {
    /// Its address.
    pub fn uri(&self) -> String {
        match self.path.as_str() {
            MEMORY => "context:///memory".to_owned(),
            path => format!("context:///{path}"),
        }
    }

    /// The type of its text.
    pub fn mime_type(&self) -> &'static str {
        match self.path.as_str() {
            MEMORY => "application/json",
            _ => "text/markdown",
        }
    }

    /// What people know a document by, which the record has too.
    pub fn name(&self) -> &str {
        match self.path.as_str() {
            MEMORY => "memory",
            path => path,
        }
    }

    /// The first heading, or the path.
    pub fn title(&self) -> &str {
        if self.path == MEMORY {
            return "What the repository was made from";
        }
        let mut headings = self.text.lines().filter_map(|line| line.strip_prefix("# "));
        headings.next().unwrap_or(&self.path).trim()
    }
}

/// README.md, everything below docs, and the record of what the repository was made from, sorted by path.
pub fn read_documents(root: &Path) -> io::Result<Vec<Document>> {
    let mut paths = vec![root.join("README.md"), root.join(MEMORY)];
    let mut folders = vec![root.join("docs")];
    while let Some(folder) = folders.pop().filter(|folder| folder.is_dir()) {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                paths.push(path);
            }
        }
    }
    paths.retain(|path| path.is_file());
    paths.sort();
    paths
        .into_iter()
        .map(|path| read_document(root, &path))
        .collect()
}

fn read_document(root: &Path, path: &Path) -> io::Result<Document> {
    let text = fs::read_to_string(path)?;
    let path = path
        .strip_prefix(root)
        .unwrap_or(path)
        .to_string_lossy()
        .into_owned();
    Ok(Document { path, text })
}

/// The lines of the documents that hold all words of the query, in any case.
pub fn search(documents: &[Document], query: &str) -> String {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    if words.is_empty() {
        return "Nothing found.".to_owned();
    }
    let mut found = Vec::new();
    for Document { path, text } in documents.iter().filter(|document| document.path != MEMORY) {
        for (number, line) in (1..).zip(text.lines()) {
            let lower = line.to_lowercase();
            if words.iter().all(|word| lower.contains(word)) {
                found.push(format!("{path}:{number}: {}", line.trim()));
            }
        }
    }
    found.truncate(MOST_FOUND);
    if found.is_empty() {
        return "Nothing found.".to_owned();
    }
    found.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository() -> Vec<Document> {
        read_documents(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap()
    }

    #[test]
    fn they_are_documents_and_nothing_else() {
        let documents = repository();
        let paths: Vec<&str> = documents.iter().map(|known| known.path.as_str()).collect();
        assert_eq!(paths[..2], [MEMORY, "README.md"]);
        assert!(
            paths[2..].iter().all(|path| path.starts_with("docs/")),
            "{paths:?}"
        );
    }

    #[test]
    fn they_are_found_by_their_words() {
        let documents = repository();
        assert!(search(&documents, "shutdown_SECONDS").starts_with("docs/operations.md:"));
        for nothing in ["edition = 2024 resolver", " "] {
            assert_eq!(search(&documents, nothing), "Nothing found.");
        }
    }
}
