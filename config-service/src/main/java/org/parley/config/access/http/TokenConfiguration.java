package org.parley.config.access.http;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.config.access.SigningKeys;
import org.parley.starter.ParleyProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Which clients get tokens, what is in them and who signs. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {
  static final String SERVICE_CLIENT = "parley-service";
  static final String WORKSPACE_CLIENT = "workspace";
  private static final int RSA_BITS = 2048;

  @Bean
  RegisteredClientRepository tokenClients(
      AuthOptions options, ParleyProperties parley, PasswordEncoder encoder) {
    TokenSettings lifetime =
        TokenSettings.builder().accessTokenTimeToLive(options.tokenLifetime()).build();
    List<RegisteredClient> clients = new ArrayList<>();
    clients.add(
        RegisteredClient.withId(WORKSPACE_CLIENT)
            .clientId(WORKSPACE_CLIENT)
            .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUris(uris -> uris.addAll(options.workspaceRedirectUris()))
            .scope(OidcScopes.OPENID)
            .scope(OidcScopes.PROFILE)
            .clientSettings(
                ClientSettings.builder()
                    .requireProofKey(true)
                    .requireAuthorizationConsent(false)
                    .build())
            .tokenSettings(lifetime)
            .build());
    String secret = options.serviceSecret(parley.demo());
    if (secret != null) {
      clients.add(
          RegisteredClient.withId(SERVICE_CLIENT)
              .clientId(SERVICE_CLIENT)
              .clientSecret(encoder.encode(secret))
              .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
              .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
              .tokenSettings(lifetime)
              .build());
    }
    return new InMemoryRegisteredClientRepository(clients);
  }

  @Bean
  AuthorizationServerSettings issuerSettings(AuthOptions options) {
    AuthorizationServerSettings.Builder settings = AuthorizationServerSettings.builder();
    return options.issuer() == null ? settings.build() : settings.issuer(options.issuer()).build();
  }

  @Bean
  JWKSource<SecurityContext> signingKeys(SigningKeys keys) {
    List<JWK> jwks =
        keys.orFirst(TokenConfiguration::newKey).stream().map(TokenConfiguration::parsed).toList();
    return new ImmutableJWKSet<>(new JWKSet(jwks));
  }

  @Bean
  JwtDecoder tokenDecoder(JWKSource<SecurityContext> keys, AuthOptions options) {
    NimbusJwtDecoder decoder =
        (NimbusJwtDecoder) OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    decoder.setJwtValidator(
        options.issuer() == null
            ? JwtValidators.createDefault()
            : JwtValidators.createDefaultWithIssuer(options.issuer()));
    return decoder;
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> rolesInTokens() {
    return context -> context.getClaims().claim(TokenClaims.ROLES, roles(context));
  }

  private static List<String> roles(JwtEncodingContext context) {
    return AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())
        ? List.of(TokenClaims.SERVICE)
        : requireNonNull(context.<Authentication>getPrincipal()).getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .filter(TokenConfiguration::isRole)
            .map(role -> role.substring(TokenClaims.ROLE_PREFIX.length()))
            .toList();
  }

  private static boolean isRole(@Nullable String authority) {
    return authority != null && authority.startsWith(TokenClaims.ROLE_PREFIX);
  }

  private static SigningKeys.Key newKey() {
    try {
      String id = UUID.randomUUID().toString();
      return new SigningKeys.Key(
          id, new RSAKeyGenerator(RSA_BITS).keyID(id).generate().toJSONString());
    } catch (JOSEException e) {
      throw new IllegalStateException("no key could be made", e);
    }
  }

  private static JWK parsed(SigningKeys.Key key) {
    try {
      return JWK.parse(key.jwk());
    } catch (ParseException e) {
      throw new IllegalStateException("signing key " + key.keyId() + " is damaged", e);
    }
  }
}
