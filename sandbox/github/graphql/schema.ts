/** The part of GitHub's GraphQL schema that the product uses, in GitHub's own words. */
export const SCHEMA = /* GraphQL */ `
  scalar Base64String
  scalar GitObjectID
  scalar GitRefname
  scalar URI

  type Query {
    repository(owner: String!, name: String!, followRenames: Boolean = true): Repository
    rateLimit: RateLimit
    viewer: User!
  }

  type User {
    login: String!
  }

  type RateLimit {
    limit: Int!
    remaining: Int!
    used: Int!
  }

  type Repository {
    id: ID!
    name: String!
    nameWithOwner: String!
    isPrivate: Boolean!
    isEmpty: Boolean!
    object(expression: String, oid: GitObjectID): GitObject
    ref(qualifiedName: String!): Ref
    defaultBranchRef: Ref
    release(tagName: String!): Release
  }

  type Release {
    id: ID!
    databaseId: Int
    tagName: String!
    isDraft: Boolean!
  }

  interface GitObject {
    id: ID!
    oid: GitObjectID!
  }

  type Blob implements GitObject {
    id: ID!
    oid: GitObjectID!
    byteSize: Int!
    isBinary: Boolean
    isTruncated: Boolean!
    text: String
  }

  type Tree implements GitObject {
    id: ID!
    oid: GitObjectID!
    entries: [TreeEntry!]
  }

  type TreeEntry {
    name: String!
    path: String
    mode: Int!
    oid: GitObjectID!
    type: String!
    size: Int!
    object: GitObject
  }

  type Commit implements GitObject {
    id: ID!
    oid: GitObjectID!
    message: String!
    messageHeadline: String!
    committedDate: String!
    tree: Tree!
    url: URI!
    repository: Repository!
    file(path: String!): TreeEntry
    parents(first: Int): CommitConnection!
  }

  type CommitConnection {
    totalCount: Int!
  }

  type Tag implements GitObject {
    id: ID!
    oid: GitObjectID!
  }

  type Ref {
    id: ID!
    name: String!
    prefix: String!
    target: GitObject
    associatedPullRequests(first: Int, states: [PullRequestState!]): PullRequestConnection!
  }

  enum PullRequestState {
    CLOSED
    MERGED
    OPEN
  }

  type PullRequestConnection {
    edges: [PullRequestEdge]
    nodes: [PullRequest]
    totalCount: Int!
  }

  type PullRequestEdge {
    node: PullRequest
  }

  type PullRequest {
    id: ID!
    number: Int!
    title: String!
    state: PullRequestState!
    url: URI!
  }

  type Mutation {
    createCommitOnBranch(input: CreateCommitOnBranchInput!): CreateCommitOnBranchPayload
    createRepositoryRuleset(input: CreateRepositoryRulesetInput!): CreateRepositoryRulesetPayload
    updateRefs(input: UpdateRefsInput!): UpdateRefsPayload
  }

  input CreateRepositoryRulesetInput {
    bypassActors: [RepositoryRulesetBypassActorInput!]
    clientMutationId: String
    conditions: RepositoryRuleConditionsInput!
    enforcement: RuleEnforcement!
    name: String!
    rules: [RepositoryRuleInput!]
    sourceId: ID!
    target: RepositoryRulesetTarget
  }

  enum RuleEnforcement {
    ACTIVE
    DISABLED
    EVALUATE
  }

  enum RepositoryRulesetTarget {
    BRANCH
    PUSH
    REPOSITORY
    TAG
  }

  enum RepositoryRulesetBypassActorBypassMode {
    ALWAYS
    EXEMPT
    PULL_REQUEST
  }

  enum RepositoryRuleType {
    CREATION
    DELETION
    NON_FAST_FORWARD
    PULL_REQUEST
    REQUIRED_LINEAR_HISTORY
    REQUIRED_STATUS_CHECKS
    UPDATE
  }

  input RepositoryRulesetBypassActorInput {
    bypassMode: RepositoryRulesetBypassActorBypassMode!
    repositoryRoleDatabaseId: Int
  }

  input RepositoryRuleConditionsInput {
    refName: RefNameConditionTargetInput
  }

  input RefNameConditionTargetInput {
    exclude: [String!]!
    include: [String!]!
  }

  input RepositoryRuleInput {
    parameters: RuleParametersInput
    type: RepositoryRuleType!
  }

  input RuleParametersInput {
    pullRequest: PullRequestParametersInput
    requiredStatusChecks: RequiredStatusChecksParametersInput
  }

  input PullRequestParametersInput {
    dismissStaleReviewsOnPush: Boolean!
    requireCodeOwnerReview: Boolean!
    requireLastPushApproval: Boolean!
    requiredApprovingReviewCount: Int!
    requiredReviewThreadResolution: Boolean!
  }

  input RequiredStatusChecksParametersInput {
    requiredStatusChecks: [StatusCheckConfigurationInput!]!
    strictRequiredStatusChecksPolicy: Boolean!
  }

  input StatusCheckConfigurationInput {
    context: String!
    integrationId: Int
  }

  type CreateRepositoryRulesetPayload {
    clientMutationId: String
  }

  input UpdateRefsInput {
    clientMutationId: String
    refUpdates: [RefUpdate!]!
    repositoryId: ID!
  }

  input RefUpdate {
    afterOid: GitObjectID!
    beforeOid: GitObjectID
    force: Boolean = false
    name: GitRefname!
  }

  type UpdateRefsPayload {
    clientMutationId: String
  }

  input CreateCommitOnBranchInput {
    clientMutationId: String
    branch: CommittableBranch!
    fileChanges: FileChanges
    message: CommitMessage!
    expectedHeadOid: GitObjectID!
  }

  input CommittableBranch {
    id: ID
    repositoryNameWithOwner: String
    branchName: String
  }

  input CommitMessage {
    headline: String!
    body: String
  }

  input FileChanges {
    deletions: [FileDeletion!] = []
    additions: [FileAddition!] = []
  }

  input FileDeletion {
    path: String!
  }

  input FileAddition {
    path: String!
    contents: Base64String!
  }

  type CreateCommitOnBranchPayload {
    clientMutationId: String
    commit: Commit
    ref: Ref
  }
`;
