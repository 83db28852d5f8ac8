#pragma once

#include "CoreMinimal.h"

class IWebSocket
{
public:
	void Connect() {}
	void Close(int32 Code = 1000, const FString& Reason = FString()) { (void)Code, (void)Reason; }
	bool IsConnected() { return false; }
	void Send(const FString&) {}
	TMulticastDelegate<>& OnConnected() { return Connected; }
	TMulticastDelegate<const FString&>& OnConnectionError() { return Error; }
	TMulticastDelegate<int32, const FString&, bool>& OnClosed() { return Closed; }
	TMulticastDelegate<const FString&>& OnMessage() { return Message; }

private:
	TMulticastDelegate<> Connected;
	TMulticastDelegate<const FString&> Error, Message;
	TMulticastDelegate<int32, const FString&, bool> Closed;
};
