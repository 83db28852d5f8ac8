#pragma once

#include "CoreMinimal.h"

class FJsonObject
{
public:
	FString GetStringField(const TCHAR*) const { return {}; }
	double GetNumberField(const TCHAR*) const { return 0; }
	int32 GetIntegerField(const TCHAR*) const { return 0; }
	bool GetBoolField(const TCHAR*) const { return false; }
	bool TryGetStringField(const TCHAR*, FString&) const { return false; }
	bool TryGetObjectField(const TCHAR*, const TSharedPtr<FJsonObject>*&) const { return false; }
};
