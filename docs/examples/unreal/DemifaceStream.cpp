#include "DemifaceStream.h"

#include "Dom/JsonObject.h"
#include "IWebSocket.h"
#include "Serialization/JsonReader.h"
#include "Serialization/JsonSerializer.h"
#include "WebSocketsModule.h"

namespace
{
constexpr double HeartbeatS = 0.25;
constexpr double LostS = 1.0;
constexpr double ReconnectS = 0.5;

FString Quoted(const FString& Text)
{
	return TEXT("\"") + Text.Replace(TEXT("\\"), TEXT("\\\\")).Replace(TEXT("\""), TEXT("\\\"")) + TEXT("\"");
}
}

UDemifaceStream::UDemifaceStream()
{
	PrimaryComponentTick.bCanEverTick = true;
}

void UDemifaceStream::BeginPlay()
{
	Super::BeginPlay();
	Connect();
}

void UDemifaceStream::EndPlay(const EEndPlayReason::Type Reason)
{
	ConnectAtS = 0;
	if (Socket.IsValid())
	{
		Socket->OnClosed().Clear();
		Socket->OnMessage().Clear();
		Socket->Close();
	}
	Socket.Reset();
	Super::EndPlay(Reason);
}

void UDemifaceStream::Connect()
{
	ConnectAtS = FPlatformTime::Seconds() + ReconnectS;
	if (Token.IsEmpty() && Code.IsEmpty())
	{
		return;
	}
	ConnectAtS = 0;
	Socket = FWebSocketsModule::Get().CreateWebSocket(Url);
	Socket->OnConnected().AddWeakLambda(this, [this]()
	{
		Send(Token.IsEmpty()
			? TEXT("\"type\":\"pair\",\"name\":\"Unreal scene\",\"role\":\"scene\",\"code\":") + Quoted(Code)
			: TEXT("\"type\":\"resume\",\"token\":") + Quoted(Token));
		Code.Empty();
	});
	Socket->OnMessage().AddWeakLambda(this, [this](const FString& Text) { Receive(Text); });
	Socket->OnClosed().AddWeakLambda(this, [this](int32 Status, const FString&, bool) { Closed(Status); });
	Socket->OnConnectionError().AddWeakLambda(this, [this](const FString&) { Closed(0); });
	Socket->Connect();
}

void UDemifaceStream::Closed(int32 Status)
{
	MakeSafe();
	// From 4400 on the token is not valid any more: a person has to type a new code.
	if (Status >= 4400)
	{
		Token.Empty();
	}
	ConnectAtS = FPlatformTime::Seconds() + ReconnectS;
}

void UDemifaceStream::Receive(const FString& Text)
{
	TSharedPtr<FJsonObject> Message;
	if (!FJsonSerializer::Deserialize(TJsonReaderFactory<>::Create(Text), Message) || !Message.IsValid())
	{
		return;
	}
	HeardS = FPlatformTime::Seconds();
	const FString Type = Message->GetStringField(TEXT("type"));
	if (Type == TEXT("paired"))
	{
		Token = Message->GetStringField(TEXT("token"));
	}
	else if (Type == TEXT("stop"))
	{
		// Every repetition is answered: an answer may have been lost.
		MakeSafe();
		Send(TEXT("\"type\":\"acknowledge\",\"id\":") + Quoted(Message->GetStringField(TEXT("id"))));
	}
	else if (Type == TEXT("step"))
	{
		bIsSafe = false;
		OnStep.Broadcast(Message->GetIntegerField(TEXT("index")), Message->GetStringField(TEXT("name")));
	}
	else if (Type == TEXT("expression"))
	{
		ReceiveExpression(*Message);
	}
	else if (Type == TEXT("session") && Message->GetStringField(TEXT("state")) == TEXT("ended"))
	{
		MakeSafe();
	}
}

void UDemifaceStream::ReceiveExpression(const FJsonObject& Message)
{
	FDemifaceExpression Reading;
	Reading.CapturedAtMs = Message.GetNumberField(TEXT("capturedAtMs"));
	Reading.Confidence = static_cast<float>(Message.GetNumberField(TEXT("confidence")));
	Reading.bIsUsable = Message.GetBoolField(TEXT("isUsable"));
	Reading.bIsTalking = Message.GetBoolField(TEXT("isTalking"));
	// Null while it is not sure.
	Message.TryGetStringField(TEXT("label"), Reading.Label);
	const TSharedPtr<FJsonObject>* Probs = nullptr;
	if (Message.TryGetObjectField(TEXT("probs"), Probs))
	{
		for (const TCHAR* Label : {TEXT("neutral"), TEXT("happiness"), TEXT("surprise"), TEXT("sadness"), TEXT("anger"),
				TEXT("disgust"), TEXT("fear"), TEXT("contempt")})
		{
			Reading.Probs.Add(Label, static_cast<float>((*Probs)->GetNumberField(Label)));
		}
	}
	OnExpression.Broadcast(Reading);
}

void UDemifaceStream::TickComponent(float DeltaTime, ELevelTick TickType, FActorComponentTickFunction* Tick)
{
	Super::TickComponent(DeltaTime, TickType, Tick);
	const double NowS = FPlatformTime::Seconds();
	if (NowS - HeardS > LostS)
	{
		MakeSafe();
	}
	if (!Token.IsEmpty() && NowS - BeatS >= HeartbeatS)
	{
		BeatS = NowS;
		Send(FString(TEXT("\"type\":\"heartbeat\",\"isSafe\":")) + (bIsSafe ? TEXT("true") : TEXT("false")));
	}
	if (ConnectAtS > 0 && NowS >= ConnectAtS)
	{
		Connect();
	}
}

void UDemifaceStream::MakeSafe()
{
	if (bIsSafe)
	{
		return;
	}
	bIsSafe = true;
	OnSafe.Broadcast();
}

void UDemifaceStream::ReachedStep(int32 Index)
{
	Send(FString::Printf(TEXT("\"type\":\"step-reached\",\"index\":%d"), Index));
}

void UDemifaceStream::Marker(const FString& Name)
{
	Send(TEXT("\"type\":\"marker\",\"name\":") + Quoted(Name));
}

void UDemifaceStream::Suds(int32 Value)
{
	Send(FString::Printf(TEXT("\"type\":\"suds\",\"value\":%d"), Value));
}

void UDemifaceStream::Send(const FString& Fields)
{
	if (Socket.IsValid() && Socket->IsConnected())
	{
		Socket->Send(TEXT("{\"v\":1,") + Fields + TEXT("}"));
	}
}
