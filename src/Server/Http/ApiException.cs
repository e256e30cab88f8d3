namespace HeavySim.Server.Http;

/// <summary>Ends a request with an error for the caller.</summary>
internal sealed class ApiException(ApiError error, Exception? innerException = null) : Exception(error.Message, innerException)
{
    public ApiError Error { get; } = error;

    /// <summary>The request is wrong (400).</summary>
    public static ApiException BadRequest(string message, string? param, Exception? innerException = null) =>
        new(new ApiError(400, message) { Param = param }, innerException);
}
