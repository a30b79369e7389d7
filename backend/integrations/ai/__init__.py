"""AI models behind one protocol: Claude, and whatever speaks OpenAI's chat completions."""

from backend.integrations.ai.errors import AiError, AiFailure
from backend.integrations.ai.model import (
    Block,
    ChatModel,
    Finished,
    Message,
    ModelEvent,
    ModelReply,
    ModelRequest,
    Text,
    Thought,
    Tool,
    ToolCall,
    ToolResult,
    Usage,
)

__all__ = [
    "AiError",
    "AiFailure",
    "Block",
    "ChatModel",
    "Finished",
    "Message",
    "ModelEvent",
    "ModelReply",
    "ModelRequest",
    "Text",
    "Thought",
    "Tool",
    "ToolCall",
    "ToolResult",
    "Usage",
]
