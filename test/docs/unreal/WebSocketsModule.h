#pragma once

#include "IWebSocket.h"

class FWebSocketsModule
{
public:
	static FWebSocketsModule& Get()
	{
		static FWebSocketsModule Module;
		return Module;
	}
	TSharedRef<IWebSocket> CreateWebSocket(const FString&) { return std::make_shared<IWebSocket>(); }
};
