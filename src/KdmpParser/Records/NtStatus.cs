namespace KdmpParser;

/// <summary>The status values of Windows: codes of exceptions, and parameters of many bug checks.</summary>
public static class NtStatus
{
    private static readonly CodeTable s_names = new("NtStatusNames.tsv");

    /// <summary>
    /// The name that ntstatus.h and MS-ERREF 2.3.1 give a value, such as <c>STATUS_ACCESS_VIOLATION</c> for 0xc0000005, or
    /// <see langword="null"/> for a value that is in neither.
    /// </summary>
    /// <param name="code">The value. Where a parameter of 64 bits holds it sign-extended, its low 32 bits.</param>
    public static string? Name(uint code) => s_names.Find(code)?[0];
}
