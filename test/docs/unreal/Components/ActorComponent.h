#pragma once

namespace EEndPlayReason
{
enum Type { Destroyed };
}
enum ELevelTick { LEVELTICK_All };
struct FActorComponentTickFunction
{
	bool bCanEverTick = false;
};

class UActorComponent
{
public:
	virtual ~UActorComponent() = default;
	virtual void BeginPlay() {}
	virtual void EndPlay(const EEndPlayReason::Type) {}
	virtual void TickComponent(float, ELevelTick, FActorComponentTickFunction*) {}

protected:
	FActorComponentTickFunction PrimaryComponentTick;
};
