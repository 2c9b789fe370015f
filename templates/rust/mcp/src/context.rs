//! An MCP server over standard input and output: what this repository knows of itself, for assistants.

use std::io;
use std::path::Path;
use std::sync::Arc;

use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{
    Implementation, ListResourcesResult, PaginatedRequestParams, ReadResourceRequestParams,
    ReadResourceResponse, ReadResourceResult, Resource, ResourceContents, ServerCapabilities,
    ServerConfig,
};
use rmcp::schemars::JsonSchema;
use rmcp::service::RequestContext;
use rmcp::transport::stdio;
use rmcp::{ErrorData, RoleServer, ServerHandler, ServiceExt, tool, tool_handler, tool_router};
use serde::Deserialize;

use self::documents::{Document, read_documents, search};
use crate::settings::SERVICE;

mod documents;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Serves the documents of the working directory until the client hangs up.
pub async fn serve() -> io::Result<()> {
    let server = ContextServer::new(Path::new("."))?;
    let running = server.serve(stdio()).await.map_err(io::Error::other)?;
    running.waiting().await?;
    Ok(())
}

/// Shows documents as they are when it starts, and changes nothing.
#[derive(Clone)]
struct ContextServer {
    documents: Arc<[Document]>,
}

#[derive(Deserialize, JsonSchema)]
#[schemars(crate = "rmcp::schemars")]
struct Query {
    /// Words that a line must all hold, in any case.
    query: String,
}

#[tool_router]
impl ContextServer {
    fn new(root: &Path) -> io::Result<Self> {
        let documents = read_documents(root)?.into();
        Ok(Self { documents })
    }

    #[tool(
        description = "Search the decisions (ADRs) and other documents for all words of the query.",
        annotations(read_only_hint = true, idempotent_hint = true, open_world_hint = false)
    )]
    fn search_decisions(&self, Parameters(Query { query }): Parameters<Query>) -> String {
        search(&self.documents, &query)
    }

    #[tool(
        description = "List what this server knows: the service, and each document with its title.",
        annotations(read_only_hint = true, idempotent_hint = true, open_world_hint = false)
    )]
    fn get_context(&self) -> String {
        let mut lines = vec![format!("Service {SERVICE}, version {VERSION}")];
        for document in self.documents.iter() {
            lines.push(format!("{}: {}", document.path, document.title()));
        }
        lines.join("\n")
    }
}

fn resource(document: &Document) -> Resource {
    Resource::new(document.uri(), document.name())
        .with_title(document.title())
        .with_mime_type(document.mime_type())
}

#[tool_handler]
impl ServerHandler for ContextServer {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder()
            .enable_resources()
            .enable_tools()
            .build();
        ServerConfig::new(capabilities)
            .with_server_info(Implementation::new(SERVICE, VERSION))
            .with_instructions(format!(
                "What the repository of {SERVICE} says of itself: documents, decisions, its origin."
            ))
    }

    async fn list_resources(
        &self,
        _request: Option<PaginatedRequestParams>,
        _context: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        let resources = self.documents.iter().map(resource).collect();
        Ok(ListResourcesResult::with_all_items(resources))
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        _context: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let found = self
            .documents
            .iter()
            .find(|document| document.uri() == request.uri);
        let Some(document) = found else {
            return Err(ErrorData::resource_not_found(
                "There is no such document.",
                None,
            ));
        };
        let contents = ResourceContents::text(document.text.as_str(), document.uri());
        let contents = contents.with_mime_type(document.mime_type());
        Ok(ReadResourceResult::new(vec![contents]).into())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};

    use super::*;

    fn repository() -> ContextServer {
        ContextServer::new(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap()
    }

    #[test]
    fn it_knows_the_service() {
        let context = repository().get_context();
        assert!(
            context.starts_with(&format!("Service {SERVICE}, ")),
            "{context}"
        );
    }

    #[tokio::test]
    async fn a_client_gets_all_of_it() {
        let (client, server) = tokio::io::duplex(1 << 20);
        let serving = tokio::spawn(async move {
            repository()
                .serve(server)
                .await?
                .waiting()
                .await
                .map_err(Into::into)
        });
        let (reading, mut writing) = tokio::io::split(client);
        let mut lines = BufReader::new(reading).lines();
        let mut ask = async |id: u32, method: &str, params: Value| -> Value {
            let request = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
            writing
                .write_all(format!("{request}\n").as_bytes())
                .await
                .unwrap();
            if id == 1 {
                let started = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
                writing
                    .write_all(format!("{started}\n").as_bytes())
                    .await
                    .unwrap();
            }
            let answer: Value =
                serde_json::from_str(&lines.next_line().await.unwrap().unwrap()).unwrap();
            assert_eq!(answer["id"], id, "{answer}");
            answer["result"].clone()
        };
        let client = json!({ "name": "test", "version": "1" });
        let hello =
            json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client });
        assert_eq!(
            ask(1, "initialize", hello).await["serverInfo"]["name"],
            SERVICE
        );
        let resources = ask(2, "resources/list", json!({})).await;
        let names: Vec<&Value> = resources["resources"]
            .as_array()
            .unwrap()
            .iter()
            .map(|known| &known["name"])
            .collect();
        assert!(
            names.contains(&&json!("memory")) && names.contains(&&json!("README.md")),
            "{names:?}"
        );
        let memory = ask(3, "resources/read", json!({ "uri": "context:///memory" })).await;
        let memory: Value =
            serde_json::from_str(memory["contents"][0]["text"].as_str().unwrap()).unwrap();
        assert_eq!(memory["inputs"]["name"], SERVICE);
        let tools = ask(4, "tools/list", json!({})).await;
        let tools: Vec<&Value> = tools["tools"]
            .as_array()
            .unwrap()
            .iter()
            .map(|known| &known["name"])
            .collect();
        assert_eq!(tools, ["get_context", "search_decisions"]);
        let call =
            json!({ "name": "search_decisions", "arguments": { "query": "SHUTDOWN_SECONDS" } });
        let found = ask(5, "tools/call", call).await;
        assert!(
            found["content"][0]["text"]
                .as_str()
                .unwrap()
                .contains("docs/operations.md"),
            "{found}"
        );
        serving.abort();
        let _: Result<Result<_, Box<dyn std::error::Error + Send + Sync>>, _> = serving.await;
    }
}
