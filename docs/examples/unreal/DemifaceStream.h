// Connection of an Unreal scene to Demiface over WebSocket, schema version 1 (docs/streams.md).
// Put the component on one actor, fill in Url and Code, and bind the events to your scene.
#pragma once

#include "Components/ActorComponent.h"
#include "CoreMinimal.h"
#include "DemifaceStream.generated.h"

class FJsonObject;
class IWebSocket;

USTRUCT(BlueprintType)
struct FDemifaceExpression
{
	GENERATED_BODY()

	/** Milliseconds since the begin of the session. */
	UPROPERTY(BlueprintReadOnly, Category = "Demiface")
	double CapturedAtMs = 0;

	/** The expression; empty while it is not sure. */
	UPROPERTY(BlueprintReadOnly, Category = "Demiface")
	FString Label;

	UPROPERTY(BlueprintReadOnly, Category = "Demiface")
	float Confidence = 0;

	/** Probability by expression; empty where nothing was read. */
	UPROPERTY(BlueprintReadOnly, Category = "Demiface")
	TMap<FString, float> Probs;

	UPROPERTY(BlueprintReadOnly, Category = "Demiface")
	bool bIsUsable = false;

	UPROPERTY(BlueprintReadOnly, Category = "Demiface")
	bool bIsTalking = false;
};

DECLARE_DYNAMIC_MULTICAST_DELEGATE(FDemifaceSafe);
DECLARE_DYNAMIC_MULTICAST_DELEGATE_TwoParams(FDemifaceStep, int32, Index, const FString&, Name);
DECLARE_DYNAMIC_MULTICAST_DELEGATE_OneParam(FDemifaceReading, const FDemifaceExpression&, Reading);

UCLASS(ClassGroup = (Demiface), meta = (BlueprintSpawnableComponent))
class UDemifaceStream : public UActorComponent
{
	GENERATED_BODY()

public:
	UDemifaceStream();

	UPROPERTY(EditAnywhere, Category = "Demiface")
	FString Url = TEXT("ws://127.0.0.1:8765/stream");

	/** Six digits from the Session view, good for one attempt; set it again for another. */
	UPROPERTY(EditAnywhere, BlueprintReadWrite, Category = "Demiface")
	FString Code;

	/** Show the calm, empty scene. Called at once on a stop, and when Demiface is silent for a second. */
	UPROPERTY(BlueprintAssignable, Category = "Demiface")
	FDemifaceSafe OnSafe;

	UPROPERTY(BlueprintAssignable, Category = "Demiface")
	FDemifaceStep OnStep;

	UPROPERTY(BlueprintAssignable, Category = "Demiface")
	FDemifaceReading OnExpression;

	UFUNCTION(BlueprintCallable, Category = "Demiface")
	void ReachedStep(int32 Index);

	UFUNCTION(BlueprintCallable, Category = "Demiface")
	void Marker(const FString& Name);

	UFUNCTION(BlueprintCallable, Category = "Demiface")
	void Suds(int32 Value);

	virtual void BeginPlay() override;
	virtual void EndPlay(const EEndPlayReason::Type Reason) override;
	virtual void TickComponent(float DeltaTime, ELevelTick TickType, FActorComponentTickFunction* Tick) override;

private:
	void Connect();
	void Receive(const FString& Text);
	void ReceiveExpression(const FJsonObject& Message);
	void Closed(int32 Status);
	void MakeSafe();
	void Send(const FString& Fields);

	TSharedPtr<IWebSocket> Socket;
	FString Token;
	bool bIsSafe = true;
	double HeardS = 0;
	double BeatS = 0;
	/** When to connect again; 0 while connected. */
	double ConnectAtS = 0;
};
