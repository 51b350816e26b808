namespace KdmpParser.Tests;

public class NtStatusTests
{
    // MS-ERREF 2.3.1; DBG_ values from ntstatus.h.
    [Theory]
    [InlineData(0x00000000, "STATUS_SUCCESS")]
    [InlineData(0x00000102, "STATUS_TIMEOUT")]
    [InlineData(0x00000103, "STATUS_PENDING")]
    [InlineData(0x40000015, "STATUS_FATAL_APP_EXIT")]
    [InlineData(0x40010006, "DBG_PRINTEXCEPTION_C")]
    [InlineData(0x80000001, "STATUS_GUARD_PAGE_VIOLATION")]
    [InlineData(0x80000003, "STATUS_BREAKPOINT")]
    [InlineData(0x80000004, "STATUS_SINGLE_STEP")]
    [InlineData(0x80000005, "STATUS_BUFFER_OVERFLOW")]
    [InlineData(0xc0000004, "STATUS_INFO_LENGTH_MISMATCH")]
    [InlineData(0xc0000005, "STATUS_ACCESS_VIOLATION")]
    [InlineData(0xc0000006, "STATUS_IN_PAGE_ERROR")]
    [InlineData(0xc000001d, "STATUS_ILLEGAL_INSTRUCTION")]
    [InlineData(0xc0000034, "STATUS_OBJECT_NAME_NOT_FOUND")]
    [InlineData(0xc0000094, "STATUS_INTEGER_DIVIDE_BY_ZERO")]
    [InlineData(0xc00000b5, "STATUS_IO_TIMEOUT")]
    [InlineData(0xc00000fd, "STATUS_STACK_OVERFLOW")]
    [InlineData(0xc0000374, "STATUS_HEAP_CORRUPTION")]
    [InlineData(0xc0000409, "STATUS_STACK_BUFFER_OVERRUN")]
    [InlineData(0xc000042f, "STATUS_PKU2U_CERT_FAILURE")]
    [InlineData(0xc0020017, "RPC_NT_SERVER_UNAVAILABLE")]
    [InlineData(0xc01c0001, "STATUS_FLT_NO_HANDLER_DEFINED")]
    public void A_status_has_the_name_of_ntstatus_h(uint code, string name) => Assert.Equal(name, NtStatus.Name(code));

    [Theory]
    [InlineData(0xe06d7363)] // raised by Visual C++ for throw
    [InlineData(0xdeadbeef)]
    public void A_code_that_is_no_status_of_windows_has_no_name(uint code) => Assert.Null(NtStatus.Name(code));

    [Fact]
    public void An_exception_is_named_by_its_status() =>
        Assert.Equal("STATUS_ACCESS_VIOLATION", new ExceptionRecord { Code = 0xc0000005, Address = new(0) }.Name);

    [Fact]
    public void Most_names_are_of_warnings_and_errors() =>
        Assert.True(new CodeTable("NtStatusNames.tsv").Rows.Count(row => row.Code >> 30 >= 2) > 2000);
}
