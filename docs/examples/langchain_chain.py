"""An archive in a LangChain chain: retriever | prompt | model | parser. (docs/langchain.md)"""

from langchain_core.documents import Document
from langchain_core.language_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough

from index.config import Config
from rag.langchain import TrichDanRetriever
from ui.opening import open_chosen
from ui.say import Say

# Your own archive if you have indexed one, else the bundled sample. A folder will do, too: TrichDanRetriever("kho").
retriever = TrichDanRetriever(open_chosen(Config.load(), Say()), top=4, filter={"issuer": "Hà Đông"})


def cited(documents: list[Document]) -> str:
    """The clauses for the prompt, each under the number it is to be cited by."""
    return "\n\n".join(
        f"[{rank}] {document.metadata['source']}\n{document.page_content}" for rank, document in enumerate(documents, 1)
    )


prompt = ChatPromptTemplate.from_template(
    "Trả lời câu hỏi chỉ bằng các trích đoạn dưới đây, ghi số của trích đoạn.\n\n{clauses}\n\nCâu hỏi: {question}"
)
# Stands for a real one: langchain.chat_models.init_chat_model("provider:name").
model = FakeListChatModel(responses=["Nguyễn Văn Trường [1]."])
chain = {"clauses": retriever | cited, "question": RunnablePassthrough()} | prompt | model | StrOutputParser()

question = "Ai ký công văn 634-CV/QU?"
print(chain.invoke(question))
for document in retriever.invoke(question, top=1):
    where = document.metadata
    print(where["source"], "·", where["file"], where["start"], where["end"], where["verified"])
