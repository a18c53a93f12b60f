// What the form of an agenda says, in the language of the customer's document.

const JA = {
  page: "論点とスタンスを書く", private: "手元だけのページ", back: "手元のページへ", whole: "文書全体を見る", meeting: "会議", theme: "明暗",
  goal: "本日のゴール", item: (n) => `論点${n}`, title: "タイトル", kind: "種類", minutes: "時間（分）",
  kinds: { "": "（書かれていません）", share: "共有", discuss: "ご相談", decide: "ご判断" },
  stance: "当社スタンス（仮説）", because: "根拠", materials: "資料（1行に1つ）",
  asks: { "": "お願いしたいこと", share: "お願いしたいこと", discuss: "ご相談したいこと", decide: "ご判断いただきたいこと" },
  total: (sum, lasts) => (lasts ? `論点の合計 ${sum}分 ／ 会議 ${lasts}分` : `論点の合計 ${sum}分`),
  add: "論点を足す", adding: "足しています…", remove: "この空の論点を消す", left: "前回までに残っていること", leftNote: "タイトルだけを足します。スタンスは書いてください",
  addLeft: "論点に足す", what: { to_ask: "次回ご相談したいこと", open_point: "保留", undecided: "決まっていないこと", action_item: "継続中のTODO" },
  saved: "保存済み", typing: "入力中…", saving: "保存しています…", allSaved: "すべて文書に保存済み", unsaved: (n) => `${n}か所が未保存`,
  offline: "接続がありません。入力はこの端末に残っていて、つながると保存されます",
  reopen: "接続が切れました。docgen live が表示したアドレスを開き直してください。入力は残っています",
  inDocument: "この欄は、文書のほうで直してください", byHand: "この会議は文書に直接書かれています。直すときは文書を開いてください",
  changed: "この間に、文書のほうが書き換えられました", present: "文書にいま書かれていること", mine: "自分の入力", nothing: "（空です）",
  useMine: "自分の入力にする", useTheirs: "文書のほうを使う", gone: "文書から消えた論点に書いていた言葉", discard: "もう要らない", copy: "コピー", copied: "コピーしました",
  hint: "ヒント", loading: "読み込んでいます…", added: (title) => `論点を足しました${title ? `：${title}` : ""}`, removed: "空の論点を消しました",
  onlyHere: "ヒントはこのページにだけ出ます", retry: "もう一度",
};

const EN = {
  page: "Agenda and stance", private: "For our eyes only", back: "Back to the private page", whole: "See the whole document", meeting: "Meeting", theme: "Light / dark",
  goal: "Goal of the meeting", item: (n) => `Item ${n}`, title: "Title", kind: "Kind", minutes: "Minutes",
  kinds: { "": "(not written)", share: "FYI", discuss: "Discuss", decide: "Decide" },
  stance: "Our stance (hypothesis)", because: "Because", materials: "Materials (one a line)",
  asks: { "": "What we ask", share: "What we ask", discuss: "What we would like to discuss", decide: "What we ask you to decide" },
  total: (sum, lasts) => (lasts ? `Items ${sum} min of ${lasts} min` : `Items ${sum} min`),
  add: "Add an item", adding: "Adding…", remove: "Remove this empty item", left: "Left open before", leftNote: "Only the title is added; the stance is yours to write",
  addLeft: "Make it an item", what: { to_ask: "To ask", open_point: "Open issue", undecided: "Not decided", action_item: "Open action item" },
  saved: "Saved", typing: "Typing…", saving: "Saving…", allSaved: "All of it is in the document", unsaved: (n) => `${n} not saved`,
  offline: "No connection. What you type stays on this device and is saved once it is back",
  reopen: "The connection ended. Open the address again that docgen live has printed; what you typed is kept",
  inDocument: "This field is to be changed in the document", byHand: "This meeting was written into the document by hand. Open the document to change it",
  changed: "The document was changed meanwhile", present: "What the document says now", mine: "What you typed", nothing: "(empty)",
  useMine: "Use what I typed", useTheirs: "Use what the document says", gone: "Typed for an item that is gone from the document", discard: "Discard", copy: "Copy", copied: "Copied",
  hint: "Hint", loading: "Loading…", added: (title) => `Item added${title ? `: ${title}` : ""}`, removed: "Empty item removed",
  onlyHere: "Hints are shown on this page only", retry: "Try again",
};

export const language = globalThis.document?.documentElement.lang === "en" ? "en" : "ja";
export const words = language === "en" ? EN : JA;
