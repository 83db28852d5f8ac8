// What DemifaceStream.h and .cpp use of Unreal's API, so that a compiler can check them without Unreal.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>

using int32 = std::int32_t;
using TCHAR = char16_t;
#define TEXT(Text) u##Text

#define UCLASS(...)
#define USTRUCT(...)
#define UPROPERTY(...)
#define UFUNCTION(...)
#define GENERATED_BODY(...)

class FString
{
public:
	FString() = default;
	FString(const TCHAR*) {}
	static FString Printf(const TCHAR*, ...) { return {}; }
	FString Replace(const TCHAR*, const TCHAR*) const { return *this; }
	bool IsEmpty() const { return true; }
	void Empty() {}
	friend FString operator+(const FString& Left, const FString&) { return Left; }
	friend FString operator+(const TCHAR*, const FString& Right) { return Right; }
	friend FString operator+(const FString& Left, const TCHAR*) { return Left; }
	friend bool operator==(const FString&, const TCHAR*) { return false; }
	friend bool operator<(const FString&, const FString&) { return false; }
};

template <class T> class TSharedPtr : public std::shared_ptr<T>
{
public:
	using std::shared_ptr<T>::shared_ptr;
	TSharedPtr() = default;
	TSharedPtr(const std::shared_ptr<T>& Other) : std::shared_ptr<T>(Other) {}
	bool IsValid() const { return static_cast<bool>(*this); }
	void Reset() { this->reset(); }
};
template <class T> using TSharedRef = std::shared_ptr<T>;

template <class K, class V> class TMap
{
public:
	void Add(const K&, const V&) {}
};

template <class... Parameters> class TMulticastDelegate
{
public:
	template <class U, class F> void AddWeakLambda(U*, F&& Lambda)
	{
		std::function<void(Parameters...)> Checked = Lambda;
		(void)Checked;
	}
	void Clear() {}
	void Broadcast(Parameters...) const {}
};

#define DECLARE_DYNAMIC_MULTICAST_DELEGATE(Name) using Name = TMulticastDelegate<>
#define DECLARE_DYNAMIC_MULTICAST_DELEGATE_OneParam(Name, T1, N1) using Name = TMulticastDelegate<T1>
#define DECLARE_DYNAMIC_MULTICAST_DELEGATE_TwoParams(Name, T1, N1, T2, N2) using Name = TMulticastDelegate<T1, T2>

struct FPlatformTime
{
	static double Seconds() { return 0; }
};
