// Google's own client for Node, unmodified but for its address: node docs_client.mjs URL
import { docs } from "@googleapis/docs";

const url = process.argv[2];
const client = docs({ version: "v1", rootUrl: `${url}/`, headers: { authorization: "Bearer any" } });

const made = await client.documents.create({ requestBody: { title: "株式会社" } });
const documentId = made.data.documentId;
const insert = (index, text) => ({ insertText: { location: { index }, text } });
const written = await client.documents.batchUpdate({
  documentId,
  requestBody: { requests: [insert(1, "二🙂\n"), insert(1, "一")] },
});
const read = await client.documents.get({ documentId, includeTabsContent: true });
let refusal = "";
try {
  await client.documents.batchUpdate({ documentId, requestBody: { requests: [insert(99, "x")] } });
} catch (error) {
  refusal = error.message;
}
const paragraphs = read.data.tabs[0].documentTab.body.content.slice(1);
const text = paragraphs.map((block) => block.paragraph.elements.map((run) => run.textRun.content).join("")).join("");
console.log(JSON.stringify({ title: read.data.title, text, replies: written.data.replies.length, refusal }));
